package org.cybernorms.access;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One reading of members that are not for everybody. */
@Entity
@Table(name = "disclosure")
class AccessLogRecord extends PanacheEntityBase {

    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    @Nullable
    Long id;

    Instant at;

    String reader;

    @Nullable
    String subject;

    String kind;

    String record;

    int version;

    private String members;

    String operation;

    @SuppressWarnings("NullAway.Init") // filled by Hibernate
    protected AccessLogRecord() {}

    AccessLogRecord(
            Instant at,
            String reader,
            @Nullable String subject,
            String kind,
            String record,
            int version,
            List<String> members,
            String operation) {
        this.at = at;
        this.reader = reader;
        this.subject = subject;
        this.kind = kind;
        this.record = record;
        this.version = version;
        this.members = String.join(" ", members);
        this.operation = operation;
    }

    List<String> members() {
        return List.of(members.split(" "));
    }
}
