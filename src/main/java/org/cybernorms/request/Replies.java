package org.cybernorms.request;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import org.cybernorms.assurance.Matter;
import org.cybernorms.assurance.Occasion;
import org.jspecify.annotations.Nullable;

/** The messages that tell the sender of a request of an answer; what was answered does not stand in them. */
@ApplicationScoped
class Replies implements Occasion {

    static final String NAME = "answers/";

    @Override
    public String prefix() {
        return NAME;
    }

    /** Of the answer with this name, the numbers of a request and of the step. */
    @Override
    public Optional<Matter> matter(String name) {
        @Nullable Exchange exchange = Exchange.findById(Long.valueOf(name.substring(0, name.indexOf('/'))));
        return exchange == null
                ? Optional.empty()
                : Optional.of(Outgoing.about(exchange, "answer", false, Optional.empty()));
    }
}
