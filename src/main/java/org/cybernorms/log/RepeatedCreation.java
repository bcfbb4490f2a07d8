package org.cybernorms.log;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import java.io.Serializable;
import java.time.Instant;

/** What a caller created under an idempotency key: the entry, and a digest of what it sent. */
@Entity
@Table(name = "idempotency")
class RepeatedCreation {

    /** A key of one caller. */
    @Embeddable
    record Key(String caller, @Column(name = "named") String name) implements Serializable {}

    @EmbeddedId
    Key key;

    /** SHA-256 of the kind and the canonical body, in hexadecimal. */
    String request;

    long entry;

    @Column(name = "kept_at")
    Instant keptAt;
}
