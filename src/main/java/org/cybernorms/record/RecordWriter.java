package org.cybernorms.record;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.gravity9.jsonpatch.JsonPatchException;
import com.gravity9.jsonpatch.mergepatch.JsonMergePatch;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import org.cybernorms.access.Caller;
import org.cybernorms.api.model.Violation;
import org.cybernorms.http.EntityTags;
import org.cybernorms.http.JsonEntity;
import org.cybernorms.http.ProblemException;
import org.cybernorms.http.ProblemType;
import org.cybernorms.http.ResponseMetadata;
import org.cybernorms.log.Entry;
import org.cybernorms.log.EntryLog;
import org.cybernorms.projection.Projection;
import org.jspecify.annotations.Nullable;

/** Changes records on behalf of the caller: each change in one transaction, each with its precondition and permission. */
@ApplicationScoped
public class RecordWriter {

    private static final int REFERRERS = 100;

    private final EntryLog log;
    private final RecordLog records;
    private final RecordReader reader;
    private final Permission permission;
    private final WriteConditions conditions;
    private final Rules rules;
    private final Visibility visibility;
    private final BodyCodec codec;
    private final Projection projection;
    private final Caller caller;
    private final IdempotencyKeys repeated;
    private final ResponseMetadata response;

    RecordWriter(
            EntryLog log,
            RecordLog records,
            RecordReader reader,
            Permission permission,
            WriteConditions conditions,
            Rules rules,
            Visibility visibility,
            BodyCodec codec,
            Projection projection,
            Caller caller,
            IdempotencyKeys repeated,
            ResponseMetadata response) {
        this.log = log;
        this.records = records;
        this.reader = reader;
        this.permission = permission;
        this.conditions = conditions;
        this.rules = rules;
        this.visibility = visibility;
        this.codec = codec;
        this.projection = projection;
        this.caller = caller;
        this.repeated = repeated;
        this.response = response;
    }

    /**
     * Creates a record under its id or one that is made for it.
     *
     * @param key an idempotency key: a repetition gets what was created the first time
     */
    public <T> JsonEntity create(Kind<T> kind, ObjectNode sent, @Nullable String reason, @Nullable String key) {
        return change(kind, () -> {
            log.lock();
            Entry entry = repeated.once(key, kind, sent, () -> {
                String id = idOf(sent)
                        .orElseGet(() ->
                                records.freeId(kind, codec.body(kind, sent).model()));
                Optional<Entry> before = log.current(kind.name(), id);
                before.ifPresent(taken -> {
                    throw WriteConditions.taken(taken);
                });
                return write(kind, id, sent, before, reason);
            });
            response.created(kind.address(entry.id()));
            return entry;
        });
    }

    /**
     * Creates, replaces or restores.
     *
     * @param also what is done in the same transaction
     */
    public <T> JsonEntity replace(Kind<T> kind, String id, ObjectNode sent, @Nullable String reason, Runnable also) {
        if (idOf(sent).filter(given -> !given.equals(id)).isPresent()) {
            throw ProblemException.of(
                    ProblemType.UNPROCESSABLE,
                    List.of(new Violation()
                            .pointer("/id")
                            .detail("must be absent or `" + id + "`, the id in the URL")));
        }
        return change(kind, () -> {
            Optional<Entry> before = begin(kind, id);
            before.ifPresent(entry -> permission.require(kind, before, Optional.empty()));
            conditions.requireOrCreate(before);
            also.run();
            return write(kind, id, sent, before, reason);
        });
    }

    /** Merges a patch (RFC 7396). */
    public <T> JsonEntity patch(Kind<T> kind, String id, ObjectNode patch, @Nullable String reason) {
        return change(kind, () -> {
            Entry before = existing(kind, id);
            permission.require(kind, Optional.of(before), Optional.empty());
            conditions.require(before);
            ObjectNode merged = merge(visibility.decrypted(kind, before).tree(), patch);
            List<Violation> misfits = rules.misfits(kind, merged);
            if (!misfits.isEmpty()) {
                throw ProblemException.of(ProblemType.INVALID_REQUEST, misfits);
            }
            return write(kind, id, merged, Optional.of(before), reason);
        });
    }

    /** Ends the record; its history remains. */
    public void withdraw(Kind<?> kind, String id, @Nullable String reason, boolean evenIfReferenced) {
        QuarkusTransaction.requiringNew().run(() -> {
            Entry before = existing(kind, id);
            permission.require(kind, Optional.of(before), Optional.empty());
            conditions.require(before);
            open(kind, before, true);
            List<String> referrers = evenIfReferenced ? List.of() : projection.referrers(kind.name(), id, REFERRERS);
            if (!referrers.isEmpty()) {
                throw ProblemException.of(
                        ProblemType.CONFLICT,
                        "Other records refer to `" + kind.name() + "/" + id
                                + "`. Change these records first, or send `evenIfReferenced=true`.",
                        problem -> problem.referrers(referrers.stream()
                                .map(referrer -> "/v1/" + referrer)
                                .toList()));
            }
            Entry entry = records.withdraw(kind, before, new Author(caller.name(), reason));
            response.shows(EntityTags.of(entry.version()), entry.recordedAt())
                    .link(kind.address(id) + "/versions", "version-history");
        });
    }

    /**
     * What the register itself does to a record, such as a decision.
     *
     * @param amended makes the properties of the next version of those of the current one
     */
    public <T> T amend(
            Kind<T> kind, String id, @Nullable String reason, BiFunction<Entry, ObjectNode, ObjectNode> amended) {
        Entry entry = QuarkusTransaction.requiringNew().call(() -> {
            Entry before = existing(kind, id);
            conditions.require(before);
            ObjectNode own = amended.apply(
                    before, visibility.decrypted(kind, before).tree().deepCopy());
            return records.amend(
                    kind,
                    before,
                    before.isWithdrawal() ? Entry.Change.withdrawn : Entry.Change.revised,
                    own,
                    new Author(caller.name(), reason));
        });
        return reader.model(kind, entry);
    }

    /** Deletes properties from every version and returns from how many; the next version is without them. */
    public <T> int erase(Kind<T> kind, String id, Set<String> properties) {
        int[] versions = new int[1];
        Entry erased = QuarkusTransaction.requiringNew().call(() -> {
            Entry before = begin(kind, id).orElseThrow(() -> RecordReader.missing(kind, id));
            permission.require(kind, Optional.of(before), Optional.empty());
            versions[0] = visibility.erase(kind, before, properties);
            return records.amend(
                    kind,
                    before,
                    before.isWithdrawal() ? Entry.Change.withdrawn : Entry.Change.erased,
                    visibility.decrypted(kind, before).tree(),
                    new Author(caller.name(), null));
        });
        reader.model(kind, erased);
        return versions[0];
    }

    private interface Change {
        Entry make();
    }

    private JsonEntity change(Kind<?> kind, Change change) {
        return reader.show(kind, QuarkusTransaction.requiringNew().call(change::make));
    }

    private <T> Entry write(Kind<T> kind, String id, ObjectNode sent, Optional<Entry> before, @Nullable String reason) {
        permission.require(kind, before, Optional.of(sent));
        before.ifPresent(entry -> open(kind, entry, false));
        Optional<Body<T>> earlier = before.map(entry -> visibility.decrypted(kind, entry));
        Body<T> record = records.received(kind, sent, before.filter(entry -> !entry.isWithdrawal()), earlier);
        List<Violation> faults = rules.faults(kind, id, record, earlier, rules.register(false));
        if (!faults.isEmpty()) {
            throw ProblemException.of(ProblemType.UNPROCESSABLE, faults);
        }
        Entry entry = records.write(kind, id, record, before, earlier, new Author(caller.name(), reason));
        if (before.isEmpty()) {
            response.created(kind.address(id));
        }
        return entry;
    }

    private void open(Kind<?> kind, Entry before, boolean withdrawing) {
        kind.closed(codec.read(kind, before), withdrawing).ifPresent(reason -> {
            throw ProblemException.of(ProblemType.CONFLICT, reason);
        });
    }

    private Optional<Entry> begin(Kind<?> kind, String id) {
        log.lock();
        return log.current(kind.name(), id);
    }

    private Entry existing(Kind<?> kind, String id) {
        Entry entry = begin(kind, id).orElseThrow(() -> RecordReader.missing(kind, id));
        if (entry.isWithdrawal()) {
            throw RecordReader.withdrawn(kind, id, entry.revision());
        }
        return entry;
    }

    private static Optional<String> idOf(ObjectNode sent) {
        return Optional.ofNullable(sent.path("id").textValue());
    }

    private ObjectNode merge(ObjectNode before, ObjectNode patch) {
        try {
            ObjectNode merged = (ObjectNode) JsonMergePatch.fromJson(patch).apply(before.deepCopy());
            return merged.without(Body.ABOUT_THE_VERSION);
        } catch (JsonPatchException e) {
            throw ProblemException.of(ProblemType.UNPROCESSABLE, "The result of the patch is not a valid record.");
        }
    }
}
