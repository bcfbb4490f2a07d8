package org.cybernorms;

import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.cybernorms.log.EntryLog;
import org.cybernorms.log.LogException;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;
import org.jboss.logging.Logger;

/**
 * Ready when the start has ended, the database has answered lately and the data folder has space. What the database does
 * is asked at intervals and not by the probe, which so never waits behind requests.
 */
@Readiness
@ApplicationScoped
class ServiceReadiness implements HealthCheck {

    private static final Logger LOG = Logger.getLogger(ServiceReadiness.class);
    private static final Duration LATELY = Duration.ofSeconds(30);

    /** A write of the largest body and the merge of an index segment fit into it. */
    private static final long LEAST_SPACE = 64L << 20;

    private final EntryLog log;
    private final Clock clock;
    private final Path folder;
    private volatile Instant answered = Instant.EPOCH;
    private volatile boolean started;

    ServiceReadiness(EntryLog log, Clock clock, @ConfigProperty(name = "registry.data-dir") String folder) {
        this.log = log;
        this.clock = clock;
        this.folder = Path.of(folder);
    }

    void started() {
        answered = clock.instant();
        started = true;
    }

    @Scheduled(every = "5s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void probe() {
        try {
            log.sequence();
            answered = clock.instant();
        } catch (LogException e) {
            LOG.warnf("The database does not respond: %s", e.getMessage());
        }
    }

    @Override
    public HealthCheckResponse call() {
        boolean database = answered.plus(LATELY).isAfter(clock.instant());
        boolean space = hasSpace();
        return HealthCheckResponse.named("register")
                .status(started && database && space)
                .withData("started", started)
                .withData("database", database)
                .withData("space", space)
                .build();
    }

    private boolean hasSpace() {
        try {
            return Files.getFileStore(folder).getUsableSpace() > LEAST_SPACE;
        } catch (IOException e) {
            LOG.debugf(e, "the free space in %s is unknown", folder);
            return false;
        }
    }
}
