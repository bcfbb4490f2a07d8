package org.cybernorms.directory.request;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.cybernorms.directory.delivery.Notification;
import org.cybernorms.directory.delivery.NotificationTrigger;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/** The messages that notify contacts about a request. They contain neither the sending party nor the text. */
@ApplicationScoped
class RequestTrigger implements NotificationTrigger {

    static final String NAME = "requests/";

    private final RequestLifecycle steps;
    private final String fallback;

    RequestTrigger(RequestLifecycle steps, @ConfigProperty(name = "registry.request-fallback") String fallback) {
        this.steps = steps;
        this.fallback = fallback;
    }

    @Override
    public String prefix() {
        return NAME;
    }

    @Override
    public Optional<Notification> matter(String id) {
        @Nullable RequestEntity exchange = RequestEntity.findById(Long.valueOf(id));
        return exchange == null || exchange.closedAt != null
                ? Optional.empty()
                : Optional.of(about(
                        exchange,
                        "request",
                        true,
                        exchange.acknowledgedAt == null ? Optional.of(fallback) : Optional.empty()));
    }

    @Override
    public void acknowledged(String id, String contact, Instant at) {
        steps.acknowledgedBy(Long.parseLong(id), contact, at);
    }

    static Notification about(RequestEntity exchange, String form, boolean link, Optional<String> fallbackAfter) {
        return new Notification(
                form,
                texts -> texts.get(
                        "request.title",
                        texts.get("type." + exchange.type),
                        texts.get("urgency." + exchange.urgency),
                        exchange.handling),
                List.of(),
                link,
                fallbackAfter,
                Optional.of("/v1/requests/" + exchange.id));
    }
}
