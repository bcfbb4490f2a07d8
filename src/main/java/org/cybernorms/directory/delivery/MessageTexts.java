package org.cybernorms.directory.delivery;

import java.text.MessageFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.ResourceBundle;

/** What the register writes to people, in one of its languages. */
public final class MessageTexts {

    static final List<String> LANGUAGES = List.of("en", "fr", "es", "pt");

    private final String language;
    private final ResourceBundle texts;

    private MessageTexts(String language) {
        this.language = language;
        this.texts = ResourceBundle.getBundle(
                "mail.texts",
                Locale.forLanguageTag(language),
                ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES));
    }

    /** In the first of these languages that the register writes, or else in English. */
    static MessageTexts in(List<String> wanted) {
        return new MessageTexts(wanted.stream()
                .map(tag -> Locale.forLanguageTag(tag).getLanguage())
                .filter(LANGUAGES::contains)
                .findFirst()
                .orElse("en"));
    }

    String language() {
        return language;
    }

    /** A text by its name, with values in their places. */
    public String get(String name, Object... values) {
        return new MessageFormat(texts.getString(name), Locale.forLanguageTag(language)).format(values);
    }

    /** A text by language in this one, or else in English or its first. */
    public String of(Map<String, String> text) {
        String english = text.getOrDefault(
                "en", text.isEmpty() ? "" : text.values().iterator().next());
        return text.getOrDefault(language, english);
    }
}
