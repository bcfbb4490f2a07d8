package org.cybernorms.record;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import org.cybernorms.api.model.PatchOperation;
import org.cybernorms.api.model.Tlp;
import org.cybernorms.api.model.VersionPage;
import org.cybernorms.api.model.VersionSummary;
import org.cybernorms.log.Entry;
import org.cybernorms.log.Shown;
import org.cybernorms.web.Answer;
import org.cybernorms.web.Cursor;
import org.cybernorms.web.ListAddress;
import org.cybernorms.web.Preconditions;
import org.cybernorms.web.ProblemException;
import org.cybernorms.web.ProblemType;
import org.jspecify.annotations.Nullable;

/**
 * The records of one kind, as its resource needs them. Made by {@link Register#of}.
 *
 * @param <T> the model of the kind
 */
public final class Records<T> {

    private final Kind<T> kind;
    private final Register register;
    private final Editing<T> editing;

    Records(Kind<T> kind, Register register) {
        this.kind = kind;
        this.register = register;
        this.editing = new Editing<>(kind, register);
    }

    /** The page that the request asks for. */
    public <P> P list(BiFunction<List<T>, @Nullable String, P> page) {
        return list(Map.of(), page);
    }

    /** The page that the request asks for, filtered by further facets. */
    public <P> P list(Map<String, List<String>> filters, BiFunction<List<T>, @Nullable String, P> page) {
        Listing.Page found = register.listing().page(kind, register.uri(), filters, null);
        List<T> items = found.shown().stream()
                .map(shown -> register.bodies().show(kind, shown))
                .toList();
        return page.apply(items, found.next().orElse(null));
    }

    /** These records as the members of another record, which must be there. */
    public Records<T> within(String otherKind, String id, @Nullable String asOf) {
        register.require(otherKind, id, asOf);
        return this;
    }

    /** What everybody may see of a current record, for what is made of it and not the record itself. */
    public T clear(String id) {
        return register.bodies().clear(kind, there(id, null).entry());
    }

    /** The current version, or the one that was current at {@code asOf}. */
    public T get(String id, @Nullable String asOf) {
        Shown shown = there(id, asOf);
        if (asOf != null && register.listing().isPast(asOf)) {
            register.answer().immutable();
        }
        return register.show(kind, shown);
    }

    /** The number of the current version, if the caller sees all of it. */
    public Optional<Integer> whole(String id) {
        Shown shown = there(id, null);
        return register.redaction().level(kind, shown) == Tlp.TLP_AMBER_STRICT
                ? Optional.of(shown.entry().version())
                : Optional.empty();
    }

    private Shown there(String id, @Nullable String asOf) {
        Shown shown = register.heads()
                .find(kind.name(), id, register.listing().moment(asOf))
                .orElseThrow(() -> register.missing(kind, id));
        if (shown.entry().isWithdrawal()) {
            throw register.withdrawn(shown.entry());
        }
        return shown;
    }

    public T version(String id, int version) {
        Shown shown = find(id, version);
        if (shown.entry().isWithdrawal()) {
            throw register.withdrawn(shown.entry());
        }
        register.answer().immutable();
        return register.show(kind, shown);
    }

    /** The history, the newest first; a cursor says below which version the page begins. */
    public VersionPage versions(String id) {
        Shown newest = register.heads().find(kind.name(), id).orElseThrow(() -> register.missing(kind, id));
        var query = register.uri().getQueryParameters();
        int limit = Listing.limit(query);
        int walk = register.uri().getPath().hashCode();
        int below = Optional.ofNullable(query.getFirst("cursor"))
                .map(text -> Cursor.decode(text, walk, 1))
                .map(cursor -> (int)
                        Math.min(Integer.MAX_VALUE, Cursor.number(cursor.place().get(0))))
                .orElse(Integer.MAX_VALUE);
        List<Entry> found = register.log().history(kind.name(), id, below, limit + 1);
        boolean more = found.size() > limit;
        List<Entry> page = more ? found.subList(0, limit) : found;
        Answer answer = register.answer()
                .shows(
                        Preconditions.etag(newest.entry().version()),
                        newest.entry().recordedAt());
        answer.link(ListAddress.of(register.uri(), null), "first");
        String next = null;
        if (more) {
            String place = String.valueOf(page.get(limit - 1).version());
            next = ListAddress.of(register.uri(), new Cursor(newest.entry().number(), walk, List.of(place)).encode());
            answer.link(next, "next");
        }
        return new VersionPage()
                .items(page.stream().map(entry -> summary(entry, newest)).toList())
                .next(next);
    }

    private VersionSummary summary(Entry entry, Shown newest) {
        VersionSummary summary = summary(entry);
        Redaction redaction = register.redaction();
        if (redaction.concerns(kind)) {
            Tlp level = redaction.level(kind, newest);
            redaction.reason(kind, entry, level).ifPresent(summary::reason);
            Set<String> erased = redaction.erased(entry, level);
            summary.erased(erased.isEmpty() ? null : List.copyOf(erased));
            register.answer().varies(summary.toString().hashCode(), level != Tlp.TLP_CLEAR);
        }
        return summary;
    }

    private static VersionSummary summary(Entry entry) {
        return new VersionSummary()
                .version(entry.version())
                .entry(entry.number())
                .change(VersionSummary.ChangeEnum.fromValue(entry.change().name()))
                .recordedAt(entry.recordedAt().atOffset(ZoneOffset.UTC))
                .recordedBy(entry.recordedBy())
                .reason(entry.reason());
    }

    /** The JSON Patch from one version to another, of the members that are the record's own. */
    public List<PatchOperation> diff(String id, @Nullable Integer from, @Nullable Integer to) {
        int newest = register.heads()
                .find(kind.name(), id)
                .orElseThrow(() -> register.missing(kind, id))
                .entry()
                .version();
        int target = to == null ? newest : to;
        Shown after = find(id, target);
        Shown before = find(id, from == null ? Math.max(1, target - 1) : from);
        register.answer()
                .shows(
                        "\"" + before.entry().version() + ".." + after.entry().version() + "\"",
                        after.entry().recordedAt());
        if (from != null && to != null) {
            register.answer().immutable();
        }
        return register.bodies().diff(kind, before, after);
    }

    private Shown find(String id, int version) {
        return register.heads()
                .version(kind.name(), id, version)
                .orElseThrow(() -> ProblemException.of(
                        ProblemType.NOT_FOUND,
                        "There is no version " + version + " of " + kind.name() + "/" + id + "."));
    }

    /** Creates a record under its id or one that is made for it. */
    public T create(T record, @Nullable String reason) {
        return editing.create(record, reason);
    }

    /** Creates, replaces or restores. */
    public T replace(
            String id, T record, @Nullable String ifMatch, @Nullable String ifNoneMatch, @Nullable String reason) {
        return editing.replace(id, record, ifMatch, ifNoneMatch, reason, () -> {});
    }

    /**
     * Creates, replaces or restores.
     *
     * @param also what is done in the same transaction
     */
    public T replace(
            String id,
            T record,
            @Nullable String ifMatch,
            @Nullable String ifNoneMatch,
            @Nullable String reason,
            Runnable also) {
        return editing.replace(id, record, ifMatch, ifNoneMatch, reason, also);
    }

    /** Merges a patch (RFC 7396). */
    public T change(String id, Map<String, Object> patch, @Nullable String ifMatch, @Nullable String reason) {
        return editing.change(id, patch, ifMatch, reason);
    }

    /**
     * What the register itself does to a record, such as a decision.
     *
     * @param amended makes the members of the next version of those of the current one
     */
    public T amend(
            String id,
            @Nullable String ifMatch,
            @Nullable String reason,
            BiFunction<Shown, ObjectNode, ObjectNode> amended) {
        return editing.amend(
                id, Optional.of(ifMatch == null ? "" : ifMatch), false, Entry.Change.revised, reason, amended);
    }

    /** Makes members disappear from every version, and tells from how many; the next version is without them. */
    public int erase(String id, Set<String> members) {
        int[] versions = new int[1];
        editing.amend(id, Optional.empty(), true, Entry.Change.erased, null, (shown, own) -> {
            register.permission().require(kind, Optional.of(shown), Optional.empty());
            versions[0] = register.erase(shown.entry(), members);
            return register.bodies().open(kind, shown.entry());
        });
        return versions[0];
    }

    /** Ends the record; its history remains. */
    public void withdraw(
            String id, @Nullable String ifMatch, @Nullable String reason, @Nullable Boolean evenIfReferenced) {
        editing.withdraw(id, ifMatch, reason, Boolean.TRUE.equals(evenIfReferenced));
    }
}
