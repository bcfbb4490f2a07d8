package org.cybernorms.projection;

import java.io.IOException;
import java.util.List;
import org.apache.lucene.index.DocValues;
import org.apache.lucene.index.LeafReader;
import org.apache.lucene.index.NumericDocValues;

/**
 * A condition on a number of a document, looked at document by document.
 *
 * @param missing the number of a document that has none
 */
record Range(String field, long first, long last, long missing) {

    /** Several conditions on the documents of a segment, which must come in ascending order. */
    static final class Check {

        private final List<Range> ranges;
        private final NumericDocValues[] values;

        Check(LeafReader segment, List<Range> ranges) throws IOException {
            this.ranges = ranges;
            this.values = new NumericDocValues[ranges.size()];
            for (int i = 0; i < values.length; i++) {
                values[i] = DocValues.getNumeric(segment, ranges.get(i).field);
            }
        }

        boolean fits(int document) throws IOException {
            for (int i = 0; i < values.length; i++) {
                Range range = ranges.get(i);
                long value = values[i].advanceExact(document) ? values[i].longValue() : range.missing;
                if (value < range.first || value > range.last) {
                    return false;
                }
            }
            return true;
        }
    }
}
