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
import org.cybernorms.log.Heads;
import org.cybernorms.log.Shown;
import org.cybernorms.log.VagueDate;
import org.cybernorms.web.Schemas;
import org.jspecify.annotations.Nullable;

/** What may stand in a record: its schema, days that the calendar has, references that lead somewhere, its kind's rules. */
@ApplicationScoped
public class Rules {

    private final Heads heads;
    private final Bodies bodies;
    private final Schemas schemas;

    Rules(Heads heads, Bodies bodies, Schemas schemas) {
        this.heads = heads;
        this.bodies = bodies;
        this.schemas = schemas;
    }

    /** What the schema has against a record; it can be bound where there is nothing. */
    public List<Fault> misfits(Kind<?> kind, JsonNode record) {
        return schemas.faults(Bodies.schema(kind), record);
    }

    /** What else speaks against a record, beside the records that are current. */
    <T> List<Fault> faults(Kind<T> kind, String id, T record, Optional<Shown> before) {
        return faults(kind, id, record, before, register(false));
    }

    /**
     * What else speaks against a record. What the version before had already does not: so a record can be changed
     * although what it refers to was withdrawn meanwhile.
     */
    public <T> List<Fault> faults(Kind<T> kind, String id, T record, Optional<Shown> before, Lookup lookup) {
        Optional<ObjectNode> earlier = before.map(Shown::entry).map(entry -> bodies.open(kind, entry));
        ObjectNode own = bodies.own(record);
        List<Fault> faults = new ArrayList<>(days(kind, own));
        boolean sound = faults.isEmpty();
        faults.addAll(deadEnds(kind, id, own, earlier, lookup));
        if (sound) {
            faults.addAll(kind.faults(id, record, lookup));
            earlier.ifPresent(body -> faults.removeAll(kind.faults(id, bodies.bind(kind, body), lookup)));
        }
        return faults;
    }

    private List<Fault> days(Kind<?> kind, ObjectNode own) {
        List<Fault> faults = new ArrayList<>();
        schemas.walk(Bodies.schema(kind), own, (schema, node, pointer) -> {
            if (schema.path("x-vague-date").asBoolean() && node.isTextual()) {
                try {
                    VagueDate.parse(node.asText());
                } catch (DateTimeException e) {
                    faults.add(new Fault().pointer(pointer).detail("the calendar has no day " + node.asText()));
                }
            }
        });
        return faults;
    }

    private List<Fault> deadEnds(Kind<?> kind, String id, ObjectNode own, Optional<ObjectNode> earlier, Lookup lookup) {
        Set<Schemas.Target> known = earlier.map(body -> targets(kind, body)).orElse(Set.of());
        Map<String, Set<String>> wanted = new HashMap<>();
        targets(kind, own).stream()
                .filter(target -> !known.contains(target) && !target.equals(new Schemas.Target(kind.name(), id)))
                .forEach(target -> wanted.computeIfAbsent(target.kind(), none -> new HashSet<>())
                        .add(target.id()));
        wanted.forEach((targetKind, ids) -> ids.removeAll(lookup.present(targetKind, ids)));
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

    /** The records of the register; on demand with those that were withdrawn. */
    public Lookup register(boolean withdrawnToo) {
        return new Lookup() {
            @Override
            public Optional<JsonNode> find(String kind, String id) {
                return heads.find(kind, id)
                        .map(Shown::entry)
                        .filter(entry -> withdrawnToo || !entry.isWithdrawal())
                        .map(bodies::parse);
            }

            @Override
            public Set<String> present(String kind, Set<String> ids) {
                return heads.present(kind, ids, withdrawnToo);
            }
        };
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
