package org.cybernorms.log;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;

/** When an entry was the current version of its record, and the keys by which it is found. Derived from the log. */
@Entity
class Head {

    /** The end of a head that is still current. */
    static final long OPEN = Long.MAX_VALUE;

    @Id
    private long number;

    private long until;

    private String kind;

    @Column(name = "id")
    private String recordId;

    private boolean withdrawn;

    @Column(name = "id_key")
    private String idKey;

    @Column(name = "title_key")
    private String titleKey;

    @Column(name = "date_key")
    private String dateKey;

    @Column(name = "valid_from")
    private String validFrom;

    @Column(name = "valid_to")
    private String validTo;

    private String text;

    @SuppressWarnings("NullAway.Init") // filled by Hibernate
    protected Head() {}

    Head(Entry entry, Index index) {
        this.number = entry.number();
        this.until = OPEN;
        this.kind = entry.kind();
        this.recordId = entry.id();
        this.withdrawn = entry.isWithdrawal();
        this.idKey = Folding.natural(entry.id()) + " " + entry.id();
        this.titleKey = index.titleKey();
        this.dateKey = index.dateKey();
        this.validFrom = index.validFrom();
        this.validTo = index.validTo();
        this.text = entry.id() + " " + index.text();
    }

    long number() {
        return number;
    }

    long until() {
        return until;
    }

    String sortKey(Selection.SortKey key) {
        return switch (key) {
            case id -> idKey;
            case title -> titleKey;
            case date -> dateKey;
            case entry -> String.valueOf(number);
        };
    }

    /** Whether a head that was read says the same as this one, apart from its end. */
    boolean agrees(Head other) {
        return number == other.number
                && withdrawn == other.withdrawn
                && kind.equals(other.kind)
                && recordId.equals(other.recordId)
                && idKey.equals(other.idKey)
                && titleKey.equals(other.titleKey)
                && dateKey.equals(other.dateKey)
                && validFrom.equals(other.validFrom)
                && validTo.equals(other.validTo)
                && text.equals(other.text);
    }
}
