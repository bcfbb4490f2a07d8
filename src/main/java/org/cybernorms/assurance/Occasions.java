package org.cybernorms.assurance;

import io.quarkus.arc.All;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** All occasions, by their names. */
@ApplicationScoped
class Occasions {

    private final List<Occasion> all;

    Occasions(@All List<Occasion> all) {
        this.all = all;
    }

    Optional<Matter> matter(String name) {
        return find(name).matter(id(name));
    }

    void acknowledged(String name, String contact, Instant at) {
        find(name).acknowledged(id(name), contact, at);
    }

    private Occasion find(String name) {
        return all.stream()
                .filter(occasion -> name.startsWith(occasion.prefix()))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("messages of an unknown sort: " + name));
    }

    private static String id(String name) {
        return name.substring(name.indexOf('/') + 1);
    }
}
