package org.cybernorms.search;

import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.queryparser.simple.SimpleQueryParser;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.Query;
import org.cybernorms.http.ProblemException;
import org.cybernorms.projection.TextFolding;

/** What people type into a search, as a query over all fields: words, phrases, beginnings and exclusions. */
final class SearchWords {

    private static final Pattern BETWEEN_WORDS = Pattern.compile("[\\s|()+\"-]+");
    private static final Analyzer ASKED = Analysis.analyzer(false);
    private static final int MOST_WORDS = 20;
    /** Each is looked for in every field, and Lucene takes 1,024 clauses. */
    private static final int MOST_TERMS = 50;

    private static final int MOST_BEGINNINGS = 5;
    private static final int SHORTEST = 2;
    private static final int SYNTAX = SimpleQueryParser.AND_OPERATOR
            | SimpleQueryParser.OR_OPERATOR
            | SimpleQueryParser.NOT_OPERATOR
            | SimpleQueryParser.PREFIX_OPERATOR
            | SimpleQueryParser.PHRASE_OPERATOR
            | SimpleQueryParser.WHITESPACE_OPERATOR;

    private SearchWords() {}

    /** Bounds the number of words and of prefixes: a prefix is expanded to all words that begin with it. */
    private static void bound(String q) {
        List<String> words = Arrays.stream(BETWEEN_WORDS.split(q))
                .filter(word -> !word.isBlank())
                .toList();
        if (words.size() > MOST_WORDS) {
            throw ProblemException.invalidParameter("q", "must have at most " + MOST_WORDS + " words");
        }
        if (TextFolding.questionWords(q).size() > MOST_TERMS) {
            throw ProblemException.invalidParameter(
                    "q",
                    "must have at most " + MOST_TERMS
                            + " words; in scripts without spaces each pair of characters counts as a word");
        }
        List<String> beginnings = words.stream()
                .filter(word -> word.length() > 1 && word.endsWith("*"))
                .toList();
        if (beginnings.size() > MOST_BEGINNINGS || beginnings.stream().anyMatch(word -> word.length() <= SHORTEST)) {
            throw ProblemException.invalidParameter(
                    "q",
                    "must have at most " + MOST_BEGINNINGS + " words that end in *, each with at least " + SHORTEST
                            + " letters before it");
        }
    }

    /** The query; answers 400 where there are too many words or prefixes. */
    static Query of(String q) {
        bound(q);
        SimpleQueryParser parser = new SimpleQueryParser(ASKED, Analysis.WEIGHTS, SYNTAX) {
            /** In scripts without spaces every word is found inside longer ones, with a star or without. */
            @Override
            protected Query newPrefixQuery(String text) {
                return TextFolding.hasSpaces(text) ? super.newPrefixQuery(text) : newDefaultQuery(text);
            }
        };
        parser.setDefaultOperator(Occur.MUST);
        return parser.parse(q);
    }
}
