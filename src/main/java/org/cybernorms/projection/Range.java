package org.cybernorms.projection;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import org.apache.lucene.index.DocValues;
import org.apache.lucene.index.LeafReader;
import org.apache.lucene.index.NumericDocValues;
import org.apache.lucene.search.DocIdSetIterator;

/**
 * A condition on a number of a document, looked at document by document.
 *
 * @param missing the number of a document that has none: always the same for a field
 */
record Range(String field, long first, long last, long missing) {

    private static final int SHARE = 32;

    /** The numbers of fields that were asked for, by segment, up to a share of the heap. */
    static final class Numbers {

        private final PerSegment<long[]> kept;

        Numbers() {
            kept = new PerSegment<>(SHARE, numbers -> 8 * numbers.length, Numbers::read);
        }

        /** Documents without a number have the smallest. */
        private static long[] read(LeafReader segment, String field) throws IOException {
            long[] numbers = new long[segment.maxDoc()];
            Arrays.fill(numbers, Long.MIN_VALUE);
            NumericDocValues values = DocValues.getNumeric(segment, field);
            for (int doc = values.nextDoc(); doc != DocIdSetIterator.NO_MORE_DOCS; doc = values.nextDoc()) {
                numbers[doc] = values.longValue();
            }
            return numbers;
        }

        Check check(LeafReader segment, List<Range> ranges) throws IOException {
            long[][] numbers = new long[ranges.size()][];
            for (int i = 0; i < numbers.length; i++) {
                numbers[i] = kept.get(segment, ranges.get(i).field);
            }
            return new Check(ranges.toArray(Range[]::new), numbers);
        }
    }

    /** Several conditions on the documents of a segment. */
    static final class Check {

        private final Range[] ranges;
        private final long[][] numbers;

        private Check(Range[] ranges, long[][] numbers) {
            this.ranges = ranges;
            this.numbers = numbers;
        }

        boolean fits(int document) {
            for (int i = 0; i < ranges.length; i++) {
                long number = numbers[i][document];
                long value = number == Long.MIN_VALUE ? ranges[i].missing : number;
                if (value < ranges[i].first || value > ranges[i].last) {
                    return false;
                }
            }
            return true;
        }
    }
}
