package org.cybernorms.citation;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.time.Duration;

/** What the reading of one PDF may cost. Whoever reads asks again and again; what is over a limit ends the reading. */
final class PdfLimits {

    static final int MOST_PAGES = 10_000;

    static final long MOST_DECODED = 200L << 20;
    static final long MOST_CHARACTERS = 20_000_000;
    static final long MOST_ON_A_PAGE = 200_000;
    /** Of the file's objects outside its streams, and of one operator in a stream: a few bytes make an object of many. */
    static final long MOST_MEMORY = 512L << 20;

    private static final int SELDOM = 1_024;
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private final Duration timeout;
    private final long begin = System.nanoTime();
    private long decoded;
    private long characters;
    private long charactersBefore;
    private long allocatedBefore = THREADS.getCurrentThreadAllocatedBytes();
    private int asked;

    PdfLimits(Duration timeout) {
        this.timeout = timeout;
    }

    static Exceeded late(Duration timeout) {
        return new Exceeded("takes more than " + timeout.toSeconds() + " seconds to process", true);
    }

    void check() {
        if (Thread.currentThread().isInterrupted() || System.nanoTime() - begin > timeout.toNanos()) {
            throw late(timeout);
        }
        if (THREADS.getCurrentThreadAllocatedBytes() - allocatedBefore > MOST_MEMORY) {
            throw new Exceeded("exceeds the memory limit for processing");
        }
    }

    /** For what happens with each byte. */
    void checkSeldom() {
        if (++asked % SELDOM == 0) {
            check();
        }
    }

    void operator() {
        allocatedBefore = THREADS.getCurrentThreadAllocatedBytes();
        check();
    }

    void page() {
        operator();
        charactersBefore = characters;
    }

    void decoded(long bytes) {
        decoded += bytes;
        if (decoded > MOST_DECODED) {
            throw new Exceeded("has more than " + (MOST_DECODED >> 20) + " MiB when its streams are decompressed");
        }
        if (bytes > 1) {
            check();
        } else {
            checkSeldom();
        }
    }

    void characters(int more) {
        characters += more;
        if (characters > MOST_CHARACTERS) {
            throw new Exceeded("has more than " + MOST_CHARACTERS + " characters");
        }
        if (characters - charactersBefore > MOST_ON_A_PAGE) {
            throw new Exceeded("has more than " + MOST_ON_A_PAGE + " characters on a page");
        }
    }

    /** Unchecked, since PDFBox goes on after some checked ones. */
    static final class Exceeded extends RuntimeException {

        private static final long serialVersionUID = 1L;

        private final boolean ofTime;

        /** @param fault the exceeded limit, as the text of a violation */
        Exceeded(String fault) {
            this(fault, false);
        }

        private Exceeded(String fault, boolean ofTime) {
            super(fault, null, false, false);
            this.ofTime = ofTime;
        }

        /** Whether it may be that only the machine was slow. */
        boolean isOfTime() {
            return ofTime;
        }

        String fault() {
            return String.valueOf(getMessage());
        }
    }
}
