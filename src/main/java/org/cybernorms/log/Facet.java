package org.cybernorms.log;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import java.io.Serializable;

/** A name and value by which an entry is found, true in the world from one day to another. Derived from the log. */
@Entity
@IdClass(Facet.Key.class)
class Facet {

    record Key(long number, int part, String name, String value, String validFrom, String validTo)
            implements Serializable {}

    @Id
    private long number;

    @Id
    private int part;

    @Id
    private String name;

    @Id
    @Column(name = "content")
    private String value;

    @Id
    @Column(name = "valid_from")
    private String validFrom;

    @Id
    @Column(name = "valid_to")
    private String validTo;

    @SuppressWarnings("NullAway.Init") // filled by Hibernate
    protected Facet() {}

    Facet(long number, int part, Index.Facet facet) {
        this.number = number;
        this.part = part;
        this.name = facet.name();
        this.value = facet.value();
        this.validFrom = facet.validFrom();
        this.validTo = facet.validTo();
    }

    long number() {
        return number;
    }

    int part() {
        return part;
    }

    Index.Facet content() {
        return new Index.Facet(name, value, validFrom, validTo);
    }
}
