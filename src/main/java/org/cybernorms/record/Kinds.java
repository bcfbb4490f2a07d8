package org.cybernorms.record;

import io.quarkus.arc.All;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/** All kinds, by name. */
@ApplicationScoped
public class Kinds {

    private final Map<String, Kind<?>> kinds;

    Kinds(@All List<Kind<?>> kinds) {
        this.kinds = kinds.stream()
                .collect(Collectors.toMap(Kind::name, Function.identity(), (one, other) -> one, TreeMap::new));
    }

    public Kind<?> get(String name) {
        Kind<?> kind = kinds.get(name);
        if (kind == null) {
            throw new IllegalStateException("there is no kind " + name);
        }
        return kind;
    }

    /** The kind whose model this is. */
    @SuppressWarnings("unchecked")
    public <T> Kind<T> of(Class<T> model) {
        return (Kind<T>) kinds.values().stream()
                .filter(kind -> kind.type() == model)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("there is no kind of " + model));
    }

    public boolean has(String name) {
        return kinds.containsKey(name);
    }

    public Collection<Kind<?>> all() {
        return kinds.values();
    }

    /** Distinguishes the shapes in which records are stored from those of other releases. */
    public String shapes() {
        return kinds.values().stream()
                .map(kind -> kind.name() + kind.schemaVersion())
                .collect(Collectors.joining(" "));
    }

    /** The names of the kinds on whose entries a list depends. */
    public Set<String> behind(Listed listed) {
        if (listed instanceof Kind<?> kind) {
            return Set.of(kind.name());
        }
        Set<String> behind = new HashSet<>();
        kinds.values().stream().filter(kind -> kind.views().contains(listed)).forEach(kind -> behind.add(kind.name()));
        return behind;
    }
}
