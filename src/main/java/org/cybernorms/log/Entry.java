package org.cybernorms.log;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import java.time.Instant;
import org.hibernate.annotations.Immutable;
import org.jspecify.annotations.Nullable;

/** One appended line of the log. Its number is global, without gaps and in commit order. */
@Entity
@Immutable
public class Entry {

    /** What happened to the record. */
    public enum Change {
        created,
        revised,
        withdrawn,
        restored,
        /** Members were erased from all versions; this is the first without them. */
        erased
    }

    @Id
    private long number;

    private String kind;

    @Column(name = "id")
    private String recordId;

    private int version;

    @Enumerated(EnumType.STRING)
    private Change change;

    @Column(name = "recorded_at")
    private Instant recordedAt;

    @Column(name = "recorded_by")
    private String recordedBy;

    private @Nullable String reason;

    private String body;

    @SuppressWarnings("NullAway.Init") // filled by Hibernate
    protected Entry() {}

    Entry(long number, Draft draft, Instant recordedAt) {
        this.number = number;
        this.kind = draft.kind();
        this.recordId = draft.id();
        this.version = draft.version();
        this.change = draft.change();
        this.recordedAt = recordedAt;
        this.recordedBy = draft.by();
        this.reason = draft.reason();
        this.body = draft.body();
    }

    public long number() {
        return number;
    }

    public String kind() {
        return kind;
    }

    public String id() {
        return recordId;
    }

    public int version() {
        return version;
    }

    public Change change() {
        return change;
    }

    public boolean isWithdrawal() {
        return change == Change.withdrawn;
    }

    public Instant recordedAt() {
        return recordedAt;
    }

    public String recordedBy() {
        return recordedBy;
    }

    public @Nullable String reason() {
        return reason;
    }

    /** The record's own members as JSON; a withdrawal repeats those of the version that it ends. */
    public String body() {
        return body;
    }
}
