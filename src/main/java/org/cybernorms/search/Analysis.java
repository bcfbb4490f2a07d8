package org.cybernorms.search;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.en.EnglishPossessiveFilter;
import org.apache.lucene.analysis.en.PorterStemFilter;
import org.apache.lucene.analysis.es.SpanishLightStemFilter;
import org.apache.lucene.analysis.fr.FrenchAnalyzer;
import org.apache.lucene.analysis.fr.FrenchLightStemFilter;
import org.apache.lucene.analysis.miscellaneous.PerFieldAnalyzerWrapper;
import org.apache.lucene.analysis.pattern.PatternReplaceFilter;
import org.apache.lucene.analysis.pt.PortugueseLightStemFilter;
import org.apache.lucene.analysis.util.ElisionFilter;
import org.cybernorms.projection.Segments;

/**
 * How words are compared: without case and accents, and in the four languages by their stems. Accents go before the
 * stemmer, so that words written with and without them always have the same stem. No word is too common to be found.
 */
final class Analysis {

    /** The languages with stems, in the order in which snippets prefer them. */
    static final List<String> LANGUAGES = List.of("en", "fr", "es", "pt");

    /** Names and numbers that belong to no language, and all other languages. */
    static final String OTHER = "und";

    /** All words as they are, for beginnings of words and exact matches. */
    static final String EXACT = "exact";

    /** What the parties and norms that a record names are called. */
    static final String ABOUT = "about";

    static final String TITLE = "title_";
    static final String TEXT = "text_";

    /** Where words are looked for, and how much a match there weighs. */
    static final Map<String, Float> WEIGHTS = weights();

    /** Without accents the stemmer does not know the plural of words in -ão: acoes, paes, maos. */
    private static final Pattern PLURAL = Pattern.compile("(?<=..)(oes|aes|aos)$");

    private Analysis() {}

    /** For what is written, or for what is asked: of scripts without spaces these differ ({@link Segments}). */
    static Analyzer analyzer(boolean written) {
        Map<String, Analyzer> fields = new LinkedHashMap<>();
        add(fields, "en", new Segments(written, EnglishPossessiveFilter::new, PorterStemFilter::new));
        add(
                fields,
                "fr",
                new Segments(
                        written,
                        words -> new ElisionFilter(words, FrenchAnalyzer.DEFAULT_ARTICLES),
                        FrenchLightStemFilter::new));
        add(fields, "es", new Segments(written, words -> words, SpanishLightStemFilter::new));
        add(
                fields,
                "pt",
                new Segments(
                        written,
                        words -> words,
                        words -> new PortugueseLightStemFilter(new PatternReplaceFilter(words, PLURAL, "ao", true))));
        return new PerFieldAnalyzerWrapper(new Segments(written, words -> words, words -> words), fields);
    }

    private static void add(Map<String, Analyzer> fields, String language, Analyzer analyzer) {
        fields.put(TITLE + language, analyzer);
        fields.put(TEXT + language, analyzer);
    }

    private static Map<String, Float> weights() {
        Map<String, Float> weights = new LinkedHashMap<>();
        for (String language : LANGUAGES) {
            weights.put(TITLE + language, 4f);
            weights.put(TEXT + language, 1f);
        }
        weights.put(TITLE + OTHER, 4f);
        weights.put(TEXT + OTHER, 1f);
        weights.put(EXACT, 1f);
        weights.put(ABOUT, 0.5f);
        return weights;
    }
}
