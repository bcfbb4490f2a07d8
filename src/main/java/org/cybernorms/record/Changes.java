package org.cybernorms.record;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.DateTimeException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.cybernorms.api.model.Fault;
import org.cybernorms.log.Draft;
import org.cybernorms.log.Entry;
import org.cybernorms.log.EntryLog;
import org.cybernorms.log.Heads;
import org.cybernorms.log.Shown;
import org.cybernorms.log.VagueDate;
import org.cybernorms.web.Schemas;
import org.jspecify.annotations.Nullable;

/** The one way into the log, for requests and for the catalogue alike. Every method needs a transaction. */
@ApplicationScoped
public class Changes {

    private final EntryLog log;
    private final Heads heads;
    private final Bodies bodies;
    private final Schemas schemas;

    Changes(EntryLog log, Heads heads, Bodies bodies, Schemas schemas) {
        this.log = log;
        this.heads = heads;
        this.bodies = bodies;
        this.schemas = schemas;
    }

    /** Puts the writer in line and tells what is there now. */
    public Optional<Shown> begin(Kind<?> kind, String id) {
        log.lock();
        return heads.find(kind.name(), id);
    }

    /** What the schema has against a record; it can be bound where there is nothing. */
    public List<Fault> misfits(Kind<?> kind, JsonNode record) {
        return schemas.faults(Bodies.schema(kind), record);
    }

    /**
     * Writes the next version: created, revised or restored. Where nothing would change, no version is made.
     *
     * @param before what {@link #begin} told
     */
    public <T> Entry write(Kind<T> kind, String id, T record, Optional<Shown> before, Author author) {
        kind.derive(record);
        ObjectNode own = bodies.own(record);
        if (before.isPresent()
                && !before.get().entry().isWithdrawal()
                && bodies.parse(before.get().entry()).equals(own)) {
            return before.get().entry();
        }
        Entry.Change change = before.map(
                        shown -> shown.entry().isWithdrawal() ? Entry.Change.restored : Entry.Change.revised)
                .orElse(Entry.Change.created);
        int version = before.map(shown -> shown.entry().version()).orElse(0) + 1;
        return log.append(draft(kind, id, version, change, own, author));
    }

    /** Ends a record: a version that repeats the members of the one before. */
    public <T> Entry withdraw(Kind<T> kind, Shown current, Author author) {
        Entry entry = current.entry();
        ObjectNode own = bodies.parse(entry);
        return log.append(draft(kind, entry.id(), entry.version() + 1, Entry.Change.withdrawn, own, author));
    }

    private <T> Draft draft(Kind<T> kind, String id, int version, Entry.Change change, ObjectNode own, Author author) {
        return new Draft(
                kind.name(),
                id,
                version,
                change,
                own.toString(),
                bodies.index(kind, id, own),
                author.name(),
                author.reason());
    }

    /**
     * What speaks against a record beside its schema: days that no calendar has, references that lead nowhere, rules of
     * the kind. A reference that the version before had already may lead to a record that was withdrawn meanwhile.
     */
    public <T> List<Fault> faults(Kind<T> kind, String id, T record, Optional<Shown> before) {
        List<Fault> faults = new ArrayList<>();
        ObjectNode own = bodies.own(record);
        schemas.walk(Bodies.schema(kind), own, (schema, node, pointer) -> {
            if (schema.path("x-vague-date").asBoolean() && node.isTextual()) {
                checkDay(node.asText(), pointer, faults);
            }
        });
        if (!faults.isEmpty()) {
            return faults;
        }
        faults.addAll(deadEnds(kind, id, own, before));
        faults.addAll(kind.faults(record, this::find));
        return faults;
    }

    private List<Fault> deadEnds(Kind<?> kind, String id, ObjectNode own, Optional<Shown> before) {
        Set<Schemas.Target> known =
                before.map(shown -> targets(kind, bodies.parse(shown.entry()))).orElse(Set.of());
        Map<String, Set<String>> wanted = new HashMap<>();
        targets(kind, own).stream()
                .filter(target -> !known.contains(target) && !target.equals(new Schemas.Target(kind.name(), id)))
                .forEach(target -> wanted.computeIfAbsent(target.kind(), none -> new HashSet<>())
                        .add(target.id()));
        wanted.forEach((targetKind, ids) -> ids.removeAll(heads.present(targetKind, ids)));
        return bodies.references(kind, own).stream()
                .filter(reference -> wanted.getOrDefault(reference.target().kind(), Set.of())
                        .contains(reference.target().id()))
                .map(reference ->
                        new Fault().pointer(reference.pointer()).detail("there is no record " + reference.target()))
                .toList();
    }

    private Set<Schemas.Target> targets(Kind<?> kind, ObjectNode own) {
        return bodies.references(kind, own).stream()
                .map(Schemas.Reference::target)
                .collect(Collectors.toSet());
    }

    private static void checkDay(String date, String pointer, List<Fault> faults) {
        try {
            VagueDate.parse(date);
        } catch (DateTimeException e) {
            faults.add(new Fault().pointer(pointer).detail("the calendar has no day " + date));
        }
    }

    private Optional<JsonNode> find(String kind, String id) {
        return heads.find(kind, id)
                .map(Shown::entry)
                .filter(entry -> !entry.isWithdrawal())
                .map(bodies::parse);
    }

    /** A fault where an end lies before its beginning. */
    public static Optional<Fault> period(@Nullable String from, @Nullable String to, String pointer) {
        return from != null
                        && to != null
                        && VagueDate.parse(to)
                                .latest()
                                .isBefore(VagueDate.parse(from).earliest())
                ? Optional.of(new Fault().pointer(pointer).detail("ends (" + to + ") before it begins (" + from + ")"))
                : Optional.empty();
    }
}
