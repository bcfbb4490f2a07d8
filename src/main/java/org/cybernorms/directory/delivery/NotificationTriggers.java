package org.cybernorms.directory.delivery;

import io.quarkus.arc.All;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** All occasions, by their names. */
@ApplicationScoped
class NotificationTriggers {

    private final List<NotificationTrigger> all;

    NotificationTriggers(@All List<NotificationTrigger> all) {
        this.all = all;
    }

    Optional<Notification> matter(String name) {
        return find(name).matter(id(name));
    }

    void acknowledged(String name, String contact, Instant at) {
        find(name).acknowledged(id(name), contact, at);
    }

    private NotificationTrigger find(String name) {
        return all.stream()
                .filter(occasion -> name.startsWith(occasion.prefix()))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("messages of an unknown sort: " + name));
    }

    private static String id(String name) {
        return name.substring(name.indexOf('/') + 1);
    }
}
