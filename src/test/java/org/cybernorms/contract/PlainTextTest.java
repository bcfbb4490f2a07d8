package org.cybernorms.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which characters texts may have. */
class PlainTextTest {

    @ParameterizedTest
    @CsvSource({
        "0000, 0008",
        "000B, 000C",
        "000E, 001F",
        "007F, 009F",
        "2028, 202E",
        "2066, 2069",
        "D800, DFFF",
        "FDD0, FDEF",
        "FFFE, FFFF",
        "1FFFE, 1FFFF",
        "10FFFE, 10FFFF"
    })
    void isRefusedAndNamed(String first, String last) {
        IntStream.rangeClosed(Integer.parseInt(first, 16), Integer.parseInt(last, 16))
                .forEach(character -> assertThat(PlainText.fault("before" + Character.toString(character) + "after"))
                        .hasValueSatisfying(fault -> assertThat(fault).contains("U+%04X".formatted(character))));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "tab\tand\r\nlines",
                "joiner \u200d\u200c",
                "soft\u00adhyphen",
                "marks \u200e\u200f\u061c",
                "\ufeffBOM",
                "😀 𠀀",
                "~",
                "\u00a0",
                "\u202f",
                "\ufffd"
            })
    void isAccepted(String text) {
        assertThat(PlainText.fault(text)).isEmpty();
    }

    @Test
    void aLineHasNoTabsAndBreaks() {
        assertThat(PlainText.lineFault("a\tb"))
                .hasValueSatisfying(fault -> assertThat(fault).contains("U+0009"));
        assertThat(PlainText.lineFault("a\nb"))
                .hasValueSatisfying(fault -> assertThat(fault).contains("U+000A"));
        assertThat(PlainText.lineFault("a\u001bb"))
                .hasValueSatisfying(fault -> assertThat(fault).contains("U+001B"));
        assertThat(PlainText.lineFault("a b")).isEmpty();
    }
}
