package org.cybernorms.citation;

import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.cybernorms.http.ProblemException;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Reads PDFs on threads of its own, few at a time. A thread that does not notice the end of its time keeps its place,
 * but nobody waits for it.
 */
@ApplicationScoped
class PdfReader {

    private static final int AT_ONCE = 2;
    private static final int WAITING = 8;
    private static final int RETRY_SECONDS = 5;

    private final Duration timeout;
    private final Semaphore places = new Semaphore(AT_ONCE, true);
    private final ExecutorService threads = Executors.newCachedThreadPool(task -> {
        Thread thread = new Thread(task, "pdf-reader");
        thread.setDaemon(true);
        return thread;
    });

    PdfReader(@ConfigProperty(name = "registry.pdf-timeout") Duration timeout) {
        this.timeout = timeout;
    }

    /**
     * The text of each page. Answers 503 when too many PDFs are being read.
     *
     * @throws PdfLimits.Exceeded when it costs more than it may
     */
    List<String> pages(byte[] bytes) throws IOException {
        try {
            if (places.getQueueLength() >= WAITING || !places.tryAcquire(timeout.toNanos(), TimeUnit.NANOSECONDS)) {
                throw ProblemException.unavailable("The maximum number of PDFs is being processed.", RETRY_SECONDS);
            }
            return await(threads.submit(() -> {
                try {
                    return PdfText.pages(bytes, new PdfLimits(timeout));
                } finally {
                    places.release();
                }
            }));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw ProblemException.unavailable("The service is shutting down.", RETRY_SECONDS);
        }
    }

    private List<String> await(Future<List<String>> reading) throws IOException, InterruptedException {
        try {
            return reading.get(timeout.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            reading.cancel(true);
            throw PdfLimits.late(timeout);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof PdfLimits.Exceeded exceeded) {
                throw exceeded;
            }
            if (e.getCause() instanceof IOException unreadable) {
                throw new IOException(unreadable);
            }
            throw new IllegalStateException(e.getCause());
        }
    }

    @PreDestroy
    void stop() {
        threads.shutdownNow();
    }
}
