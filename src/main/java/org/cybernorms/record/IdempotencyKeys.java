package org.cybernorms.record;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.util.HexFormat;
import java.util.function.Supplier;
import org.cybernorms.access.Caller;
import org.cybernorms.http.ProblemException;
import org.cybernorms.http.ProblemType;
import org.cybernorms.log.Entry;
import org.cybernorms.log.EntryLog;
import org.jspecify.annotations.Nullable;

/**
 * Makes a creation safe to repeat: the same caller, key and body get what was created the first time
 * (draft-ietf-httpapi-idempotency-key-header). Keys are kept for a day, in the transaction of the creation.
 */
@ApplicationScoped
class IdempotencyKeys {

    private static final Duration KEPT = Duration.ofDays(1);

    private final EntityManager database;
    private final Caller caller;
    private final EntryLog log;
    private final Clock clock;
    private final ObjectMapper canonical;

    IdempotencyKeys(EntityManager database, Caller caller, EntryLog log, Clock clock, ObjectMapper json) {
        this.database = database;
        this.caller = caller;
        this.log = log;
        this.clock = clock;
        this.canonical = json.copy().enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS);
    }

    /**
     * Creates a record, unless this caller has done so with the same key.
     *
     * @param creation makes the entry, in the current transaction
     * @throws ProblemException where the key was used for another body
     */
    Entry once(@Nullable String name, Kind<?> kind, ObjectNode sent, Supplier<Entry> creation) {
        if (name == null) {
            return creation.get();
        }
        RepeatedCreation.Key key = new RepeatedCreation.Key(caller.name(), name);
        String request = digest(kind, sent);
        RepeatedCreation known = database.find(RepeatedCreation.class, key);
        if (known != null && known.keptAt.isAfter(clock.instant().minus(KEPT))) {
            if (!known.request.equals(request)) {
                throw ProblemException.of(
                        ProblemType.UNPROCESSABLE,
                        "This Idempotency-Key was used for another request. Send a new key for each record.");
            }
            return log.entry(known.entry).orElseThrow();
        }
        Entry created = creation.get();
        RepeatedCreation kept = known == null ? new RepeatedCreation() : known;
        kept.key = key;
        kept.request = request;
        kept.entry = created.number();
        kept.keptAt = clock.instant();
        database.persist(kept);
        return created;
    }

    @Scheduled(every = "1h")
    @Transactional
    void forget() {
        database.createQuery("delete from RepeatedCreation where keptAt < :before")
                .setParameter("before", clock.instant().minus(KEPT))
                .executeUpdate();
    }

    private String digest(Kind<?> kind, ObjectNode sent) {
        try {
            MessageDigest sha = MessageDigest.getInstance("SHA-256");
            sha.update((kind.name() + "\n").getBytes(StandardCharsets.UTF_8));
            Object ordered = canonical.treeToValue(sent, Object.class);
            return HexFormat.of().formatHex(sha.digest(canonical.writeValueAsBytes(ordered)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
