package org.cybernorms.log;

import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;

/** The entries that callers created under keys of their own, for a day. */
@ApplicationScoped
public class CreationKeys {

    private static final Duration KEPT = Duration.ofDays(1);

    private final EntityManager database;
    private final Clock clock;

    CreationKeys(EntityManager database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /**
     * What was created under a key.
     *
     * @param request a digest of what was sent
     * @param entry the number of the entry
     */
    public record Creation(String request, long entry) {}

    /** What a caller created under a key. */
    public Optional<Creation> find(String caller, String name) {
        return Optional.ofNullable(database.find(RepeatedCreation.class, new RepeatedCreation.Key(caller, name)))
                .filter(known -> known.keptAt.isAfter(clock.instant().minus(KEPT)))
                .map(known -> new Creation(known.request, known.entry));
    }

    /** Remembers what was created, in the current transaction. */
    public void keep(String caller, String name, Creation creation) {
        RepeatedCreation kept = new RepeatedCreation();
        kept.key = new RepeatedCreation.Key(caller, name);
        kept.request = creation.request();
        kept.entry = creation.entry();
        kept.keptAt = clock.instant();
        database.merge(kept);
    }

    @Scheduled(every = "1h")
    @Transactional
    void forget() {
        database.createQuery("delete from RepeatedCreation where keptAt < :before")
                .setParameter("before", clock.instant().minus(KEPT))
                .executeUpdate();
    }
}
