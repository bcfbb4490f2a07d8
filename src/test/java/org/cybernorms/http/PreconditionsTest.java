package org.cybernorms.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PreconditionsTest {

    @ParameterizedTest
    @ValueSource(strings = {"\"3\"", "*", " * ", "\"2\", \"3\"", "\"2\",\"3\"", "\"3.fr.csv\""})
    void aChangeGoesOnWhereTheVersionIsNamed(String ifMatch) {
        assertThat(Preconditions.matches(ifMatch, Preconditions.etag(3))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"4\"", "W/\"3\"", "\"33\"", "\"\"", "", "3", "\"4.3\"", "\"*\""})
    void aChangeStopsWhereAnotherVersionIsNamedOrATagIsWeak(String ifMatch) {
        assertThat(Preconditions.matches(ifMatch, Preconditions.etag(3))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"3.en\"", "W/\"3.en\"", "*", "\"1\", W/\"3.en\""})
    void aClientHasWhatItNamesEvenByAWeakTag(String ifNoneMatch) {
        assertThat(Preconditions.has(ifNoneMatch, "\"3.en\"")).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"3\"", "\"3.fr\"", "W/\"2.en\"", "", "3.en"})
    void aClientHasNotAnotherFormOrVersion(String ifNoneMatch) {
        assertThat(Preconditions.has(ifNoneMatch, "\"3.en\"")).isFalse();
    }

    @Test
    void aClientThatNamesNothingHasNothing() {
        assertThat(Preconditions.has(null, "\"3\"")).isFalse();
    }
}
