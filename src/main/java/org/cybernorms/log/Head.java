package org.cybernorms.log;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import java.io.Serializable;

/** When an entry was the current version of its record, and the keys by which it, or a part of it, is found. Derived from the log. */
@Entity
@IdClass(Head.Key.class)
class Head {

    record Key(long number, int part) implements Serializable {}

    /** The end of a head that is still current. */
    static final long OPEN = Long.MAX_VALUE;

    @Id
    private long number;

    @Id
    private int part;

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

    /**
     * @param view the kind of the record, or for a part the view that lists it
     * @param part 0 for the record, else counted from 1
     */
    Head(Entry entry, String view, int part, Index index) {
        this.number = entry.number();
        this.part = part;
        this.until = OPEN;
        this.kind = view;
        this.recordId = entry.id();
        this.withdrawn = entry.isWithdrawal();
        this.idKey = Folding.natural(entry.id()) + " " + entry.id()
                + (part == 0 ? "" : " " + entry.kind() + Folding.natural(" " + part));
        this.titleKey = index.titleKey();
        this.dateKey = index.dateKey();
        this.validFrom = index.validFrom();
        this.validTo = index.validTo();
        this.text = entry.id() + " " + index.text();
    }

    long number() {
        return number;
    }

    int part() {
        return part;
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
                && part == other.part
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
