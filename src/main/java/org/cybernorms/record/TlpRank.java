package org.cybernorms.record;

import java.util.Comparator;
import org.cybernorms.api.model.TlpLabel;

/** How strict the marks of TLP 2.0 are, independent of the order in which the contract lists them. */
public final class TlpRank {

    /** From what everybody may see to what only the parties concerned may see. */
    public static final Comparator<TlpLabel> STRICTER = Comparator.comparingInt(TlpRank::of);

    private TlpRank() {}

    static int of(TlpLabel mark) {
        return switch (mark) {
            case TLP_CLEAR -> 0;
            case TLP_GREEN -> 1;
            case TLP_AMBER -> 2;
            case TLP_AMBER_STRICT -> 3;
        };
    }

    /** Whether a caller whose access reaches up to a level may not see what bears a mark. */
    public static boolean exceeds(TlpLabel mark, TlpLabel level) {
        return of(mark) > of(level);
    }
}
