package org.cybernorms.projection;

import java.io.IOException;
import java.util.function.UnaryOperator;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.FilteringTokenFilter;
import org.apache.lucene.analysis.TokenFilter;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.cjk.CJKBigramFilter;
import org.apache.lucene.analysis.icu.segmentation.DefaultICUTokenizerConfig;
import org.apache.lucene.analysis.icu.segmentation.ICUTokenizer;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;

/**
 * Divides text of any script into words (UAX 29; dictionaries for Thai, Lao, Khmer and Burmese) and folds them. Chinese,
 * Japanese and Korean become pairs of characters, so that two characters are found inside a longer text.
 */
public final class Segments extends Analyzer {

    /** What is written: all pairs and all single characters. */
    static final Analyzer WRITTEN = new Segments(true, words -> words, words -> words);

    /** What is asked for: pairs, and a single character only where it is alone. */
    static final Analyzer ASKED = new Segments(false, words -> words, words -> words);

    /** How far apart the texts of a field are, so that a phrase stays within one. */
    private static final int BETWEEN_TEXTS = 100;

    private static final int ALL =
            CJKBigramFilter.HAN | CJKBigramFilter.HIRAGANA | CJKBigramFilter.KATAKANA | CJKBigramFilter.HANGUL;

    private final boolean singles;
    private final UnaryOperator<TokenStream> before;
    private final UnaryOperator<TokenStream> after;

    /**
     * @param singles whether single characters of Chinese, Japanese and Korean are words too
     * @param before what is done to words before they are folded
     * @param after what is done to folded words
     */
    public Segments(boolean singles, UnaryOperator<TokenStream> before, UnaryOperator<TokenStream> after) {
        this.singles = singles;
        this.before = before;
        this.after = after;
    }

    @Override
    protected TokenStreamComponents createComponents(String field) {
        ICUTokenizer words = new ICUTokenizer(new DefaultICUTokenizerConfig(false, true));
        TokenStream folded = new NotEmpty(new Folded(before.apply(words)));
        return new TokenStreamComponents(words, after.apply(new CJKBigramFilter(folded, ALL, singles)));
    }

    @Override
    public int getPositionIncrementGap(String field) {
        return BETWEEN_TEXTS;
    }

    @Override
    protected TokenStream normalize(String field, TokenStream words) {
        return new Folded(words);
    }

    private static final class Folded extends TokenFilter {

        private final CharTermAttribute term = addAttribute(CharTermAttribute.class);

        Folded(TokenStream words) {
            super(words);
        }

        @Override
        public boolean incrementToken() throws IOException {
            if (!input.incrementToken()) {
                return false;
            }
            String folded = TextFolding.fold(term.toString());
            term.setEmpty().append(folded);
            return true;
        }
    }

    /** Without words of nothing but ignorable characters. */
    private static final class NotEmpty extends FilteringTokenFilter {

        private final CharTermAttribute term = addAttribute(CharTermAttribute.class);

        NotEmpty(TokenStream words) {
            super(words);
        }

        @Override
        protected boolean accept() {
            return term.length() > 0;
        }
    }
}
