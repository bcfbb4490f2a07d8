package org.cybernorms.record;

import io.quarkus.arc.All;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.cybernorms.log.Entry;
import org.cybernorms.log.Index;

/** All kinds, by name. */
@ApplicationScoped
public class Kinds {

    private final Map<String, Kind<?>> kinds;
    private final Bodies bodies;

    Kinds(@All List<Kind<?>> kinds, Bodies bodies) {
        this.kinds = kinds.stream().collect(Collectors.toMap(Kind::name, Function.identity()));
        this.bodies = bodies;
    }

    public Kind<?> get(String name) {
        Kind<?> kind = kinds.get(name);
        if (kind == null) {
            throw new IllegalStateException("there is no kind " + name);
        }
        return kind;
    }

    public boolean has(String name) {
        return kinds.containsKey(name);
    }

    public Iterable<Kind<?>> all() {
        return kinds.values();
    }

    /** By what an entry is found, derived from nothing but the entry. */
    public Index index(Entry entry) {
        return bodies.index(get(entry.kind()), entry.id(), bodies.parse(entry));
    }
}
