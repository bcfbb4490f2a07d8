package org.cybernorms.record;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.gravity9.jsonpatch.JsonPatchException;
import com.gravity9.jsonpatch.mergepatch.JsonMergePatch;
import io.quarkus.narayana.jta.QuarkusTransaction;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import org.cybernorms.api.model.Fault;
import org.cybernorms.log.Entry;
import org.cybernorms.log.Folding;
import org.cybernorms.log.Shown;
import org.cybernorms.web.Preconditions;
import org.cybernorms.web.ProblemException;
import org.cybernorms.web.ProblemType;
import org.jspecify.annotations.Nullable;

/** Changes to the records of one kind, each in one transaction, each with its precondition. */
final class Editing<T> {

    private static final int REFERRERS = 100;
    private static final int ID_LENGTH = 80;

    private final Kind<T> kind;
    private final Register register;

    Editing(Kind<T> kind, Register register) {
        this.kind = kind;
        this.register = register;
    }

    T create(T record, @Nullable String reason) {
        Optional<String> given = register.idOf(record);
        return QuarkusTransaction.requiringNew().call(() -> {
            register.log().lock();
            String id = given.orElseGet(() -> free(slug(kind.propose(record))));
            Optional<Shown> before = register.changes().begin(kind, id);
            if (before.isPresent()) {
                throw taken(before.get().entry());
            }
            return write(id, record, before, reason);
        });
    }

    T replace(
            String id,
            T record,
            @Nullable String ifMatch,
            @Nullable String ifNoneMatch,
            @Nullable String reason,
            Runnable also) {
        if (register.idOf(record).filter(given -> !given.equals(id)).isPresent()) {
            throw ProblemException.of(
                    ProblemType.UNPROCESSABLE,
                    List.of(new Fault().pointer("/id").detail("must be " + id + ", as in the address, or absent")));
        }
        return QuarkusTransaction.requiringNew().call(() -> {
            Optional<Shown> before = register.changes().begin(kind, id);
            if (ifNoneMatch != null) {
                createOnly(ifMatch, ifNoneMatch, before);
            } else {
                require(ifMatch, before.map(Shown::entry).orElse(null));
            }
            also.run();
            return write(id, record, before, reason);
        });
    }

    T change(String id, Map<String, Object> patch, @Nullable String ifMatch, @Nullable String reason) {
        return QuarkusTransaction.requiringNew().call(() -> {
            Shown before = existing(id);
            require(ifMatch, before.entry());
            register.permission().require(kind, Optional.of(before), Optional.empty());
            ObjectNode merged = register.bodies().own(merge(register.bodies().open(kind, before.entry()), patch));
            List<Fault> misfits = register.rules().misfits(kind, merged);
            if (!misfits.isEmpty()) {
                throw ProblemException.of(ProblemType.INVALID_REQUEST, misfits);
            }
            return write(id, register.bodies().bind(kind, merged), Optional.of(before), reason);
        });
    }

    void withdraw(String id, @Nullable String ifMatch, @Nullable String reason, boolean evenIfReferenced) {
        QuarkusTransaction.requiringNew().run(() -> {
            Shown before = existing(id);
            register.permission().require(kind, Optional.of(before), Optional.empty());
            require(ifMatch, before.entry());
            open(before, true);
            List<String> referrers = register.facets().referrers(kind.name(), id, REFERRERS);
            if (!referrers.isEmpty() && !evenIfReferenced) {
                throw ProblemException.of(
                        ProblemType.CONFLICT,
                        "Other records refer to " + kind.name() + "/" + id
                                + ". Change them first, or say evenIfReferenced=true.",
                        problem -> problem.referrers(referrers.stream()
                                .map(referrer -> "/v1/" + referrer)
                                .toList()));
            }
            Entry entry = register.changes().withdraw(kind, before, register.author(reason));
            register.answer()
                    .shows(Preconditions.etag(entry.version()), entry.recordedAt())
                    .link(register.address(kind.name(), id) + "/versions", "version-history");
        });
    }

    /**
     * Writes what the register itself does to a record.
     *
     * @param open also a withdrawn record
     * @param amended makes the members of the next version of those of the current one
     */
    T amend(
            String id,
            Optional<String> ifMatch,
            boolean open,
            Entry.Change change,
            @Nullable String reason,
            BiFunction<Shown, ObjectNode, ObjectNode> amended) {
        return QuarkusTransaction.requiringNew().call(() -> {
            Shown before = open
                    ? register.changes().begin(kind, id).orElseThrow(() -> register.missing(kind, id))
                    : existing(id);
            ifMatch.ifPresent(tag -> require(tag.isEmpty() ? null : tag, before.entry()));
            ObjectNode own = amended.apply(before, register.bodies().open(kind, before.entry()));
            Entry entry = register.changes()
                    .amend(
                            kind,
                            before,
                            before.entry().isWithdrawal() ? Entry.Change.withdrawn : change,
                            own,
                            register.author(reason));
            return register.show(kind, new Shown(entry, Long.MAX_VALUE));
        });
    }

    private T write(String id, T sent, Optional<Shown> before, @Nullable String reason) {
        ObjectNode members = register.bodies().own(sent);
        register.permission().require(kind, before, Optional.of(members));
        before.ifPresent(shown -> open(shown, false));
        T record = register.bodies().received(kind, members, before.map(Shown::entry));
        List<Fault> faults = register.rules().faults(kind, id, record, before);
        if (!faults.isEmpty()) {
            throw ProblemException.of(ProblemType.UNPROCESSABLE, faults);
        }
        Entry entry = register.changes().write(kind, id, record, before, register.author(reason));
        if (before.isEmpty()) {
            register.answer().created(register.address(kind.name(), id));
        }
        return register.show(kind, new Shown(entry, Long.MAX_VALUE));
    }

    private void open(Shown before, boolean withdrawing) {
        kind.closed(register.bodies().parse(before.entry()), withdrawing).ifPresent(reason -> {
            throw ProblemException.of(ProblemType.CONFLICT, reason);
        });
    }

    private Shown existing(String id) {
        Shown shown = register.changes().begin(kind, id).orElseThrow(() -> register.missing(kind, id));
        if (shown.entry().isWithdrawal()) {
            throw register.withdrawn(shown.entry());
        }
        return shown;
    }

    /** RFC 9110 §13.1.1 and RFC 6585 §3. */
    private static void require(@Nullable String ifMatch, @Nullable Entry current) {
        if (ifMatch == null) {
            throw ProblemException.of(
                    ProblemType.PRECONDITION_REQUIRED,
                    current == null
                            ? "Send If-None-Match: * to create the record."
                            : "Send If-Match with the ETag that you read.");
        }
        if (current == null) {
            throw ProblemException.of(
                    ProblemType.STALE_VERSION, "There is no such record; If-None-Match: * creates it.");
        }
        if (!Preconditions.matches(ifMatch, Preconditions.etag(current.version()))) {
            throw stale(current, "The current version is " + current.version() + ".");
        }
    }

    private static void createOnly(@Nullable String ifMatch, String ifNoneMatch, Optional<Shown> before) {
        if (ifMatch != null || !ifNoneMatch.strip().equals("*")) {
            throw ProblemException.invalidParameter("If-None-Match", "must be * on PUT, and not stand beside If-Match");
        }
        before.map(Shown::entry).ifPresent(entry -> {
            if (entry.isWithdrawal()) {
                throw taken(entry);
            }
            throw stale(entry, "The record exists already, in version " + entry.version() + ".");
        });
    }

    private static ProblemException stale(Entry current, String detail) {
        return ProblemException.of(
                ProblemType.STALE_VERSION, detail, problem -> problem.etag(Preconditions.etag(current.version())));
    }

    private static ProblemException taken(Entry entry) {
        return ProblemException.of(
                ProblemType.CONFLICT,
                entry.isWithdrawal()
                        ? "The id " + entry.id() + " belongs to a record that was withdrawn; PUT with If-Match: "
                                + Preconditions.etag(entry.version()) + " restores it."
                        : "The id " + entry.id() + " is taken.");
    }

    private ObjectNode merge(ObjectNode before, Map<String, Object> patch) {
        try {
            JsonNode merged =
                    JsonMergePatch.fromJson(register.bodies().tree(patch)).apply(before);
            return (ObjectNode) merged;
        } catch (JsonPatchException e) {
            throw ProblemException.of(ProblemType.UNPROCESSABLE, "The patch cannot be applied to this record.");
        }
    }

    private String free(String proposed) {
        String id = proposed;
        for (int n = 2; register.heads().find(kind.name(), id).isPresent(); n++) {
            String end = "-" + n;
            id = cut(proposed, ID_LENGTH - end.length()) + end;
        }
        return id;
    }

    private static String slug(String text) {
        String slug = Folding.fold(text).replaceAll("[^a-z0-9]+", "-");
        String cut = cut(slug.replaceAll("^-+", ""), ID_LENGTH);
        if (cut.isEmpty()) {
            return "record";
        }
        return cut.length() == 1 ? "record-" + cut : cut;
    }

    private static String cut(String slug, int length) {
        return slug.substring(0, Math.min(length, slug.length())).replaceAll("-+$", "");
    }
}
