package org.cybernorms.log;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import java.time.Instant;

/** The end of the log: one row, locked by whoever appends. */
@Entity
class Tail {

    static final int ONLY = 1;

    @Id
    private int id;

    private long number;

    @Column(name = "recorded_at")
    private Instant recordedAt;

    @SuppressWarnings("NullAway.Init") // filled by Hibernate
    protected Tail() {}

    /** Moves to the next number. Recorded time never runs backwards, so that it orders entries as their numbers do. */
    long advance(Instant now) {
        recordedAt = now.isAfter(recordedAt) ? now : recordedAt;
        return ++number;
    }

    long number() {
        return number;
    }

    Instant recordedAt() {
        return recordedAt;
    }
}
