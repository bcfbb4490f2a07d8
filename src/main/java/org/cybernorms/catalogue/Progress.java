package org.cybernorms.catalogue;

import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import org.jboss.logging.Logger;

/** Shows how far a long load is: a bar in the log, at most once a second. */
final class Progress {

    private static final Logger LOG = Logger.getLogger(Progress.class);
    private static final int WIDTH = 20;

    private final String what;
    private final int total;
    private final Instant begin = Instant.now();
    private Instant shown = begin;
    private int done;

    Progress(String what, int total) {
        this.what = what;
        this.total = total;
    }

    void step() {
        done++;
        Instant now = Instant.now();
        if (Duration.between(shown, now).toMillis() >= 1_000 || (done == total && shown != begin)) {
            shown = now;
            LOG.info(line(Duration.between(begin, now)));
        }
    }

    private String line(Duration spent) {
        int filled = (int) ((long) done * WIDTH / total);
        long left = spent.toMillis() * (total - done) / done / 1_000;
        return String.format(
                Locale.ENGLISH,
                "%s [%s%s] %d%% (%,d of %,d), %s",
                what,
                "#".repeat(filled),
                "-".repeat(WIDTH - filled),
                100L * done / total,
                done,
                total,
                done == total ? spent.toSeconds() + " s" : "about " + left + " s left");
    }
}
