package org.cybernorms.directory.request;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What followed a request: it was acknowledged, answered or closed. */
@Entity
@Table(name = "exchange_step")
class RequestStepEntity extends PanacheEntityBase {

    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    @Nullable
    Long id;

    long exchange;

    String step;

    String party;

    /** Whose link was used. */
    @Nullable
    String contact;

    /** Who took the step, where no link was used. */
    @Column(name = "taken_by")
    @Nullable
    String takenBy;

    Instant at;

    @Nullable
    String sealed;

    @SuppressWarnings("NullAway.Init") // filled by Hibernate
    protected RequestStepEntity() {}

    RequestStepEntity(long exchange, String step, String party, Instant at) {
        this.exchange = exchange;
        this.step = step;
        this.party = party;
        this.at = at;
    }
}
