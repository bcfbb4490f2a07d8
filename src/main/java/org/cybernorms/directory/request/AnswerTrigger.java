package org.cybernorms.directory.request;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import org.cybernorms.directory.delivery.Notification;
import org.cybernorms.directory.delivery.NotificationTrigger;
import org.jspecify.annotations.Nullable;

/** The messages that notify the sender of a request about an answer; they do not contain its text. */
@ApplicationScoped
class AnswerTrigger implements NotificationTrigger {

    static final String NAME = "answers/";

    @Override
    public String prefix() {
        return NAME;
    }

    /** Of the answer with this name, the numbers of a request and of the step. */
    @Override
    public Optional<Notification> matter(String name) {
        @Nullable RequestEntity exchange = RequestEntity.findById(Long.valueOf(name.substring(0, name.indexOf('/'))));
        return exchange == null
                ? Optional.empty()
                : Optional.of(RequestTrigger.about(exchange, "answer", false, Optional.empty()));
    }
}
