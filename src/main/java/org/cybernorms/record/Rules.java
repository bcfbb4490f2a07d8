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
import org.cybernorms.api.model.Violation;
import org.cybernorms.contract.Schemas;
import org.cybernorms.log.EntryLog;
import org.cybernorms.projection.VagueDate;
import org.jspecify.annotations.Nullable;

/** Validates records: schema, days of the calendar, references, the rules of their kind. */
@ApplicationScoped
public class Rules {

    private final EntryLog log;
    private final Kinds kinds;
    private final BodyCodec codec;
    private final Schemas schemas;

    Rules(EntryLog log, Kinds kinds, BodyCodec codec, Schemas schemas) {
        this.log = log;
        this.kinds = kinds;
        this.codec = codec;
        this.schemas = schemas;
    }

    /** The violations of the schema of a kind; only what has none can be bound. */
    public List<Violation> misfits(Kind<?> kind, JsonNode record) {
        return schemas.faults(kind.schema(), record);
    }

    /**
     * The other violations of a record. One that the version before had already does not count: so a record can be
     * changed although what it refers to was withdrawn meanwhile.
     */
    public <T> List<Violation> faults(
            Kind<T> kind, String id, Body<T> record, Optional<Body<T>> before, Lookup lookup) {
        List<Violation> faults = new ArrayList<>(days(kind, record.tree()));
        boolean sound = faults.isEmpty();
        faults.addAll(deadEnds(kind, id, record.tree(), before.map(Body::tree), lookup));
        if (sound) {
            List<Violation> found = kind.faults(id, record.model(), lookup);
            faults.addAll(found);
            if (!found.isEmpty() && before.isPresent()) {
                faults.removeAll(kind.faults(id, before.get().model(), lookup));
            }
        }
        return faults;
    }

    private List<Violation> days(Kind<?> kind, ObjectNode own) {
        List<Violation> faults = new ArrayList<>();
        schemas.compiled(kind.schema()).walk("x-vague-date", own, (schema, node, pointer) -> {
            if (node.isTextual()) {
                try {
                    VagueDate.parse(node.asText());
                } catch (DateTimeException e) {
                    faults.add(new Violation()
                            .pointer(pointer)
                            .detail("`" + node.asText() + "` is not a date of the calendar"));
                }
            }
        });
        return faults;
    }

    private List<Violation> deadEnds(
            Kind<?> kind, String id, ObjectNode own, Optional<ObjectNode> before, Lookup lookup) {
        List<Schemas.Reference> references = schemas.references(kind.schema(), own);
        Map<String, Set<String>> wanted = new HashMap<>();
        Schemas.Target self = new Schemas.Target(kind.name(), id);
        references.stream()
                .map(Schemas.Reference::target)
                .filter(target -> !target.equals(self))
                .forEach(target -> wanted.computeIfAbsent(target.kind(), none -> new HashSet<>())
                        .add(target.id()));
        wanted.forEach((targetKind, ids) -> ids.removeAll(lookup.present(targetKind, ids)));
        wanted.values().removeIf(Set::isEmpty);
        if (wanted.isEmpty()) {
            return List.of();
        }
        before.ifPresent(tree -> schemas.references(kind.schema(), tree).stream()
                .map(Schemas.Reference::target)
                .forEach(target ->
                        wanted.getOrDefault(target.kind(), new HashSet<>()).remove(target.id())));
        return references.stream()
                .filter(reference -> wanted.getOrDefault(reference.target().kind(), Set.of())
                        .contains(reference.target().id()))
                .map(reference -> new Violation()
                        .pointer(reference.pointer())
                        .detail("unknown record `" + reference.target() + "`"))
                .toList();
    }

    /** The records of the register; on demand with those that were withdrawn. */
    public Lookup register(boolean withdrawnToo) {
        return new Lookup() {
            @Override
            public Optional<JsonNode> find(String kind, String id) {
                return log.current(kind, id)
                        .filter(entry -> withdrawnToo || !entry.isWithdrawal())
                        .map(entry -> codec.read(kinds.get(kind), entry));
            }

            @Override
            public Set<String> present(String kind, Set<String> ids) {
                return ids.stream()
                        .filter(id -> log.revision(kind, id)
                                .filter(revision -> withdrawnToo || !revision.isWithdrawal())
                                .isPresent())
                        .collect(Collectors.toSet());
            }
        };
    }

    /** A violation if the end is before the start. */
    public static Optional<Violation> period(@Nullable String from, @Nullable String to, String pointer) {
        return from != null
                        && to != null
                        && VagueDate.parse(to)
                                .latest()
                                .isBefore(VagueDate.parse(from).earliest())
                ? Optional.of(new Violation()
                        .pointer(pointer)
                        .detail("must not be before the start `" + from + "`, but is `" + to + "`"))
                : Optional.empty();
    }
}
