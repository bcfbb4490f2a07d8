package org.cybernorms.record;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.gravity9.jsonpatch.JsonPatchException;
import com.gravity9.jsonpatch.diff.JsonDiff;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.cybernorms.api.model.PatchOperation;
import org.cybernorms.api.model.TlpLabel;
import org.cybernorms.api.model.VersionPage;
import org.cybernorms.api.model.VersionSummary;
import org.cybernorms.http.Cursor;
import org.cybernorms.http.EntityTags;
import org.cybernorms.http.JsonEntity;
import org.cybernorms.http.LazyJson;
import org.cybernorms.http.ListQuery;
import org.cybernorms.http.Pager;
import org.cybernorms.http.ProblemException;
import org.cybernorms.http.ProblemType;
import org.cybernorms.http.ResponseMetadata;
import org.cybernorms.log.Entry;
import org.cybernorms.log.EntryLog;
import org.cybernorms.log.Revision;
import org.jspecify.annotations.Nullable;

/** Reads single records of any kind: the current version, any version, the history, differences. */
@ApplicationScoped
public class RecordReader {

    private static final Set<String> ABOUT_THE_READER =
            Set.of("redacted", "erased", "warnings", "assurance", "attachments");

    private final EntryLog log;
    private final Moments moments;
    private final Representations representations;
    private final Visibility visibility;
    private final BodyCodec codec;
    private final Pager pager;
    private final ResponseMetadata response;
    private final ObjectMapper json;

    RecordReader(
            EntryLog log,
            Moments moments,
            Representations representations,
            Visibility visibility,
            BodyCodec codec,
            Pager pager,
            ResponseMetadata response,
            ObjectMapper json) {
        this.log = log;
        this.moments = moments;
        this.representations = representations;
        this.visibility = visibility;
        this.codec = codec;
        this.pager = pager;
        this.response = response;
        this.json = json;
    }

    /** The current version, or the one that was current at {@code asOf}. */
    public JsonEntity get(Kind<?> kind, String id, @Nullable String asOf) {
        if (asOf == null) {
            EntryLog.Current current = log.lookUp(kind.name(), id).orElseThrow(() -> missing(kind, id));
            Revision revision = current.revision();
            requireThere(kind, id, revision);
            response.keepWhile(() -> log.isKnownCurrent(kind.name(), id, revision.number()));
            return show(kind, id, revision, current.read(), true);
        }
        Entry entry = there(kind, id, asOf);
        if (moments.isPast(asOf)) {
            response.immutable();
        }
        return show(kind, entry);
    }

    /** The version with this number. */
    public JsonEntity version(Kind<?> kind, String id, int version) {
        Entry entry = find(kind, id, version);
        requireThere(kind, id, entry.revision());
        response.immutable().memento(entry.recordedAt());
        Mementos.link(response, kind, id);
        return show(kind, entry);
    }

    /** A version, with its tag and links to the versions beside it (RFC 5829). */
    JsonEntity show(Kind<?> kind, Entry entry) {
        boolean current = log.revision(kind.name(), entry.id())
                .filter(newest -> newest.version() > entry.version())
                .isEmpty();
        return show(kind, entry.id(), entry.revision(), Optional.of(entry), current);
    }

    private JsonEntity show(Kind<?> kind, String id, Revision revision, Optional<Entry> read, boolean current) {
        describe(response, kind, id, revision.version(), revision.recordedAt(), current);
        return visibility.concerns(kind)
                ? representations.of(kind, revision.number(), read)
                : new LazyJson(kind.schema(), () -> representations.of(kind, revision.number(), read));
    }

    /** Describes a version: its tag, its time, and links to the versions beside it. */
    static void describe(
            ResponseMetadata response, Kind<?> kind, String id, int version, Instant recordedAt, boolean current) {
        String address = kind.address(id);
        response.shows(EntityTags.of(version), recordedAt)
                .link(address + "/versions", "version-history")
                .link(address, "latest-version");
        if (version > 1) {
            response.link(address + "/versions/" + (version - 1), "predecessor-version");
        }
        if (!current) {
            response.link(address + "/versions/" + (version + 1), "successor-version");
        }
    }

    /** The history, the newest first. */
    public VersionPage versions(Kind<?> kind, String id, ListQuery query) {
        Revision newest = log.revision(kind.name(), id).orElseThrow(() -> missing(kind, id));
        Pager.Position position = pager.position(query, 1, newest.number());
        long below = position.isFirst()
                ? Integer.MAX_VALUE
                : Cursor.number(position.after().get(0));
        List<Entry> found = log.history(kind.name(), id, (int) Math.min(Integer.MAX_VALUE, below), query.limit() + 1);
        response.shows(EntityTags.of(newest.version()), newest.recordedAt());
        TlpLabel level = visibility.concerns(kind) && !found.isEmpty() ? visibility.level(kind, found.get(0)) : null;
        Pager.Page<VersionSummary> page = pager.page(position, found, entry -> List.of(String.valueOf(entry.version())))
                .map(entry -> summary(kind, entry, level));
        return new VersionPage().items(page.items()).next(page.next()).cursor(page.cursor());
    }

    private VersionSummary summary(Kind<?> kind, Entry entry, @Nullable TlpLabel level) {
        VersionSummary summary = new VersionSummary()
                .version(entry.version())
                .entry(entry.number())
                .change(VersionSummary.ChangeEnum.fromValue(entry.change().name()))
                .recordedAt(entry.recordedAt().atOffset(ZoneOffset.UTC))
                .recordedBy(entry.recordedBy())
                .reason(entry.reason());
        if (level != null) {
            visibility.reason(kind, entry, level).ifPresent(summary::reason);
            Set<String> erased = visibility.erased(kind, entry, level);
            summary.erased(erased.isEmpty() ? null : List.copyOf(erased));
            response.varies(summary.toString().hashCode(), level != TlpLabel.TLP_CLEAR);
        }
        return summary;
    }

    /** The JSON Patch (RFC 6902) from one version to another, of the record's own properties. */
    public List<PatchOperation> diff(Kind<?> kind, String id, @Nullable Integer from, @Nullable Integer to) {
        int newest = log.revision(kind.name(), id)
                .orElseThrow(() -> missing(kind, id))
                .version();
        int target = to == null ? newest : to;
        Entry after = find(kind, id, target);
        Entry before = find(kind, id, from == null ? Math.max(1, target - 1) : from);
        response.shows("\"" + before.version() + ".." + after.version() + "\"", after.recordedAt());
        if (from != null && to != null) {
            response.immutable();
        }
        try {
            JsonNode patch = JsonDiff.asJson(compared(kind, before), compared(kind, after));
            return List.of(json.convertValue(patch, PatchOperation[].class));
        } catch (JsonPatchException e) {
            throw new IllegalStateException(e);
        }
    }

    private ObjectNode compared(Kind<?> kind, Entry entry) {
        return visibility.concerns(kind)
                ? visibility.visible(kind, entry).without(ABOUT_THE_READER)
                : codec.read(kind, entry);
    }

    /** A current record as the caller sees it. */
    public <T> T model(Kind<T> kind, String id, @Nullable String asOf) {
        return model(kind, there(kind, id, asOf));
    }

    /** A version as the caller sees it. */
    <T> T model(Kind<T> kind, Entry entry) {
        show(kind, entry);
        return representations.model(kind, entry);
    }

    /** What everybody may see of a current record, for what is made of it and not the record itself. */
    public <T> T publicModel(Kind<T> kind, String id) {
        return codec.publicModel(kind, there(kind, id, null));
    }

    /** The number of the current version, if the caller sees all of it. */
    public Optional<Integer> whole(Kind<?> kind, String id) {
        Entry entry = there(kind, id, null);
        return visibility.level(kind, entry) == TlpLabel.TLP_AMBER_STRICT
                ? Optional.of(entry.version())
                : Optional.empty();
    }

    /** Answers 404 or 410 where a record is not there. */
    public void require(Kind<?> kind, String id, @Nullable String asOf) {
        if (asOf == null) {
            requireThere(kind, id, log.revision(kind.name(), id).orElseThrow(() -> missing(kind, id)));
        } else {
            there(kind, id, asOf);
        }
    }

    private Entry there(Kind<?> kind, String id, @Nullable String asOf) {
        Optional<Entry> found = asOf == null ? log.current(kind.name(), id) : log.at(kind.name(), id, moments.of(asOf));
        Entry entry = found.orElseThrow(() -> missing(kind, id));
        requireThere(kind, id, entry.revision());
        return entry;
    }

    private Entry find(Kind<?> kind, String id, int version) {
        return log.version(kind.name(), id, version)
                .orElseThrow(() -> ProblemException.of(
                        ProblemType.NOT_FOUND, "No version " + version + " of `" + kind.name() + "/" + id + "`."));
    }

    private static void requireThere(Kind<?> kind, String id, Revision revision) {
        if (revision.isWithdrawal()) {
            throw withdrawn(kind, id, revision);
        }
    }

    static ProblemException missing(Kind<?> kind, String id) {
        return ProblemException.of(ProblemType.NOT_FOUND, "No " + kind.noun() + " with the id `" + id + "`.");
    }

    static ProblemException withdrawn(Kind<?> kind, String id, Revision revision) {
        return ProblemException.of(
                ProblemType.WITHDRAWN,
                "The record was withdrawn in version " + revision.version() + ".",
                problem -> problem.etag(EntityTags.of(revision.version())).history(kind.address(id) + "/versions"));
    }
}
