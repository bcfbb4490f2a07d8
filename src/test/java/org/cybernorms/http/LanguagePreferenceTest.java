package org.cybernorms.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** RFC 9110 §12.5.4, RFC 4647 §3.3.1 and §3.4 */
class LanguagePreferenceTest {

    private static final List<String> TAGS = List.of("en", "fr", "es", "pt-BR", "zh-Hant");

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            fr                              | fr
            FR                              | fr
            fr-CA                           | fr
            fr-CA-x-quebec                  | fr
            fr-x                            | fr
            pt-BR                           | pt-BR
            pt-br-variant1                  | pt-BR
            pt                              | en
            zh-Hant-TW                      | zh-Hant
            de                              | en
            de, fr                          | fr
            de, *                           | en
            es;q=0.5, fr                    | fr
            es, fr                          | es
            es;q=0.5, fr;q=0.6              | fr
            *, fr                           | en
            *;q=0.5, fr                     | fr
            *, en;q=0.1                     | fr
            en;q=0                          | fr
            en;q=0, *                       | fr
            en;q=0, fr;q=0, *               | es
            fr;q=0                          | en
            fr;q=0, fr-CA, es;q=0.1         | es
            *;q=0, es                       | es
            *;q=0                           | en
            fr-*                            | fr
            fr-*-CA                         | fr
            fr, -                           | fr
            -, fr                           | fr
            fr;q=abc, es;q=0.1              | es
            fr;q=7, es;q=0.1                | es
            ,, , fr ,                       | fr
            fr_CA, es;q=0.1                 | es
            toolonglanguage, es             | es
            é, es                           | es
            123, es                         | es
            es;q=0.5;x=y                    | es
            """)
    void theBestLanguageComesFirst(String header, String first) {
        assertThat(LanguagePreference.of(header).order(TAGS, new LanguageUse()).get(0))
                .isEqualTo(first);
        assertThat(LanguagePreference.of(header).order(TAGS, new LanguageUse()))
                .containsExactlyInAnyOrderElementsOf(TAGS);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "", " ", "-", "--", "-,-", "-;q=0.5", "*", "!!", "é", ";", ",", "q=1", "en-", "\"en\"", "\"", "en us"
            })
    void aHeaderWithoutALanguagePrefersNothing(String header) {
        assertThat(LanguagePreference.of(header)).isEqualTo(LanguagePreference.NONE);
    }

    @Test
    void headersThatMeanTheSameHaveTheSameKey() {
        assertThat(LanguagePreference.of("fr-CA, -, es;q=0.5, FR-ca;q=0.1").key())
                .isEqualTo(LanguagePreference.of("es;q=0.4,fr-CA;q=0.9").key());
    }

    @Test
    void aLongHeaderCostsNoMoreThanItsLength() {
        String header = "fr;q=0.9, " + "aa-bbbbbbbb-cccccccc,".repeat(780) + "es";
        long begin = System.nanoTime();
        for (int i = 0; i < 20; i++) {
            assertThat(LanguagePreference.of(header).ranges()).hasSizeLessThanOrEqualTo(20);
        }
        assertThat((System.nanoTime() - begin) / 20).isLessThan(100_000_000);
    }
}
