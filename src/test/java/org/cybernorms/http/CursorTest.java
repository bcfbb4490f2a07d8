package org.cybernorms.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CursorTest {

    private static final int WALK = -77;

    @Test
    void comesBackAsItWent() {
        Cursor cursor = new Cursor(1_234_567_890_123L, WALK, List.of("Québec \"1\", a/b", ""));
        assertThat(cursor.encode()).matches("[A-Za-z0-9_-]+");
        assertThat(Cursor.decode(cursor.encode(), WALK, 2)).isEqualTo(cursor);
    }

    @Test
    void leadsOnOnlyTheWalkThatMadeIt() {
        String cursor = new Cursor(5, WALK, List.of("a")).encode();
        assertThatThrownBy(() -> Cursor.decode(cursor, WALK + 1, 1)).isInstanceOf(ProblemException.class);
        assertThatThrownBy(() -> Cursor.decode(cursor, WALK, 2)).isInstanceOf(ProblemException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[1]",
                "[]",
                "{}",
                "null",
                "[1,-77,[1]]",
                "[1,-77,[null]]",
                "[1,-77,\"a\"]",
                "[1.5e300,-77,[\"a\"]]",
                "[\"1\",-77,[\"a\"]]",
                "[1,99999999999,[\"a\"]]",
                "[1,-77,[\"a\"]",
                ""
            })
    void isRefusedWhereTheServiceDidNotMakeIt(String content) {
        String text = Base64.getUrlEncoder().withoutPadding().encodeToString(content.getBytes(UTF_8));
        assertThatThrownBy(() -> Cursor.decode(text, WALK, 1)).isInstanceOf(ProblemException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"%%%", "a", "eyJ=eyJ", "ü"})
    void isRefusedWhereItIsNotBase64(String text) {
        assertThatThrownBy(() -> Cursor.decode(text, WALK, 1)).isInstanceOf(ProblemException.class);
    }

    @Test
    void countsFromZero() {
        assertThat(Cursor.number("0")).isZero();
        assertThat(Cursor.number("999999999999999999")).isEqualTo(999_999_999_999_999_999L);
        for (String text : List.of("", "-1", "1.0", "9999999999999999999", "x")) {
            assertThatThrownBy(() -> Cursor.number(text)).as(text).isInstanceOf(ProblemException.class);
        }
    }
}
