package org.cybernorms.record;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;
import java.util.function.Supplier;
import org.cybernorms.access.Caller;
import org.cybernorms.http.ProblemException;
import org.cybernorms.http.ProblemType;
import org.cybernorms.log.CreationKeys;
import org.cybernorms.log.Entry;
import org.cybernorms.log.EntryLog;
import org.jspecify.annotations.Nullable;

/**
 * Makes a creation safe to repeat: the same caller, key and body get what was created the first time
 * (draft-ietf-httpapi-idempotency-key-header). Keys are kept for a day, in the transaction of the creation.
 */
@ApplicationScoped
class IdempotencyKeys {

    private final CreationKeys keys;
    private final Caller caller;
    private final EntryLog log;
    private final ObjectMapper canonical;

    IdempotencyKeys(CreationKeys keys, Caller caller, EntryLog log, ObjectMapper json) {
        this.keys = keys;
        this.caller = caller;
        this.log = log;
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
        String request = digest(kind, sent);
        Optional<CreationKeys.Creation> known = keys.find(caller.name(), name);
        if (known.isPresent()) {
            if (!known.get().request().equals(request)) {
                throw ProblemException.of(
                        ProblemType.UNPROCESSABLE,
                        "This Idempotency-Key was used for another request. Send a new key for each record.");
            }
            return log.entry(known.get().entry()).orElseThrow();
        }
        Entry created = creation.get();
        keys.keep(caller.name(), name, new CreationKeys.Creation(request, created.number()));
        return created;
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
