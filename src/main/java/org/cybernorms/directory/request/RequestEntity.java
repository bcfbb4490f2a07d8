package org.cybernorms.directory.request;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import org.cybernorms.api.model.PartyRequest;
import org.cybernorms.api.model.RequestStatus;
import org.hibernate.annotations.DynamicUpdate;
import org.jspecify.annotations.Nullable;

/** A request between two parties with the times of its steps. Its text is encrypted and stored under its digest. */
@Entity
@Table(name = "exchange")
@DynamicUpdate
class RequestEntity extends PanacheEntityBase {

    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    @Nullable
    Long number;

    /** What the two sides call it; another party may use the same for a request of its own. */
    String id;

    String type;

    String sender;

    @Column(name = "from_party")
    String fromParty;

    @Column(name = "to_party")
    String toParty;

    String network;

    @Nullable
    String category;

    String urgency;

    String handling;

    String sealed;

    @Column(name = "reply_by")
    @Nullable
    Instant replyBy;

    String state;

    @Column(name = "sent_at")
    Instant sentAt;

    @Column(name = "sent_by")
    String sentBy;

    @Column(name = "acknowledged_at")
    @Nullable
    Instant acknowledgedAt;

    @Column(name = "answered_at")
    @Nullable
    Instant answeredAt;

    @Column(name = "closed_at")
    @Nullable
    Instant closedAt;

    @SuppressWarnings("NullAway.Init") // filled by Hibernate
    protected RequestEntity() {}

    RequestEntity(String id, PartyRequest form, String from, String sealed, Instant sentAt, String sentBy) {
        this.id = id;
        this.type = form.getType().toString();
        this.sender = form.getSender();
        this.fromParty = from;
        this.toParty = form.getTo();
        this.network = form.getNetwork();
        this.category = form.getCategory() == null ? null : form.getCategory().toString();
        this.urgency = form.getUrgency().toString();
        this.handling = form.getHandling().toString();
        this.sealed = sealed;
        this.replyBy =
                form.getReplyBy() == null ? null : form.getReplyBy().toInstant().truncatedTo(ChronoUnit.MILLIS);
        this.state = RequestStatus.SENT.toString();
        this.sentAt = sentAt;
        this.sentBy = sentBy;
    }

    /** The number that the database gave it. */
    long number() {
        return Objects.requireNonNull(number);
    }

    /** Whether a form says the same, its text aside. */
    boolean isLike(PartyRequest form) {
        RequestEntity other = new RequestEntity(id, form, fromParty, sealed, sentAt, sentBy);
        return type.equals(other.type)
                && sender.equals(other.sender)
                && toParty.equals(other.toParty)
                && network.equals(other.network)
                && urgency.equals(other.urgency)
                && handling.equals(other.handling)
                && Objects.equals(category, other.category)
                && Objects.equals(replyBy, other.replyBy);
    }
}
