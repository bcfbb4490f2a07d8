package org.cybernorms.contract;

import java.util.Optional;

/**
 * Which characters a text may consist of: no controls but tab and line breaks, no line and paragraph separators, no
 * embeddings, overrides and isolates that change the direction of what follows (Unicode UAX 9), no lone surrogates and no
 * noncharacters. Joiners, which some scripts need, are accepted. Patterns of the contract say more about single properties.
 */
public final class PlainText {

    private PlainText() {}

    /** The violation of a text, if any: its first character that is not accepted. */
    public static Optional<String> fault(String text) {
        for (int i = 0; i < text.length(); ) {
            int character = text.codePointAt(i);
            if (isRefused(character)) {
                return Optional.of(fault(character));
            }
            i += Character.charCount(character);
        }
        return Optional.empty();
    }

    /** The same for a text of one line, without tabs. */
    public static Optional<String> lineFault(String text) {
        return text.chars()
                .filter(PlainText::isOfLines)
                .mapToObj(PlainText::fault)
                .findFirst()
                .or(() -> fault(text));
    }

    private static String fault(int character) {
        String name = Character.getName(character);
        return "must not contain the character U+%04X%s; control characters, bidirectional formatting, lone surrogates and noncharacters are not accepted"
                .formatted(character, name == null ? "" : " (" + name + ")");
    }

    private static boolean isOfLines(int character) {
        return character == '\t' || character == '\n' || character == '\r';
    }

    private static boolean isRefused(int character) {
        if (character < 0x7f) {
            return character < ' ' && !isOfLines(character);
        }
        return character <= 0x9f // DEL and C1
                || character >= 0x2028 && character <= 0x202e // separators, embeddings, overrides
                || character >= 0x2066 && character <= 0x2069 // isolates
                || character >= Character.MIN_SURROGATE && character <= Character.MAX_SURROGATE
                || character >= 0xfdd0 && character <= 0xfdef
                || (character & 0xfffe) == 0xfffe;
    }
}
