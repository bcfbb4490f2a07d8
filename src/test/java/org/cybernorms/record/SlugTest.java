package org.cybernorms.record;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Ids that are made of titles. */
class SlugTest {

    private static final String FORM = "[a-z0-9]+(-[a-z0-9]+)*";

    @ParameterizedTest
    @CsvSource({
        "Norms of State behaviour, norms-of-state-behaviour",
        "Нормы ответственного поведения, normy-otvetstvennogo-povedenia",
        "Стратегия кибербезопасности, strategia-kiberbezopasnosti",
        "负责任国家行为规范, fu-ze-ren-guo-jia-xing-wei-gui-fan",
        "규범, gyubeom",
        "Κανόνες, kanones",
        "नियम, niyama",
        "Straße Łódź Œuvre, strasse-lodz-oeuvre",
        "Ação, acao",
        "L'été, lete",
        "x, record-x",
        "13c, record-13c",
        "15(k), record-15-k",
        "2015, record-2015",
        "2015 13(c), record-2015-13-c",
        "١٢٣, record-123",
        "Norm 13, norm-13",
        "😀, record",
        "'---', record"
    })
    void isReadable(String title, String slug) {
        assertThat(Slug.of(title)).isEqualTo(slug);
    }

    @ParameterizedTest
    @CsvSource({"معايير السلوك المسؤول", "כללים", "サイバー規範", "บรรทัดฐาน", "ქართული", "Հայերեն", "አማርኛ", "ᏣᎳᎩ", "𐎠𐎡"})
    void hasTheFormOfAnIdForAnyScript(String title) {
        String slug = Slug.of(title.repeat(40));
        assertThat(slug).matches(FORM).hasSizeBetween(2, 80);
    }

    @Test
    void otherRecordsOfTheSameTitleHaveLettersBehindIt() {
        assertThat(Slug.numbered("un-gge-2015", 1)).isEqualTo("un-gge-2015-xa");
        assertThat(Slug.numbered("un-gge-2015", 26)).isEqualTo("un-gge-2015-xz");
        assertThat(Slug.numbered("un-gge-2015", 27)).isEqualTo("un-gge-2015-xaa");
        Set<String> all = new HashSet<>();
        for (long number = 1; number <= 20_000; number++) {
            String slug = Slug.numbered("a".repeat(78) + "-b", number);
            assertThat(slug).matches(FORM).hasSizeLessThanOrEqualTo(80).doesNotContainPattern("[0-9]$");
            all.add(slug);
        }
        assertThat(all).hasSize(20_000);
    }
}
