package org.cybernorms.directory.delivery;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.List;
import org.hibernate.annotations.DynamicUpdate;
import org.jspecify.annotations.Nullable;

/** A message to one contact, or a result that was recorded by hand. Only what changed is written. */
@Entity
@Table(name = "dispatch")
@DynamicUpdate
class OutboxMessage extends PanacheEntityBase {

    /** With what the occasions of tests begin. */
    static final String TESTS = "exercises/";

    /** The step of a result that was recorded by hand; 0 is the message to the contact itself, then come its deputies. */
    static final int BY_HAND = -1;

    enum State {
        queued,
        /** Being handed over; whether that happened is not known if the service ends now. */
        sending,
        sent,
        bounced,
        failed,
        interrupted,
        unaddressed,
        invalid
    }

    @Id
    String id;

    /** Why it is sent, see {@link NotificationTrigger#prefix}. */
    String occasion;

    /** The contact that is tested. */
    String nominee;

    /** The contact to which the message goes: the same, or a deputy. */
    String contact;

    String party;

    String category;

    private String networks;

    int step;

    int inject;

    @Enumerated(EnumType.STRING)
    State state;

    /** The unguessable reference that identifies a returned message. */
    @Nullable
    String reference;

    @Nullable
    String channel;

    @Column(name = "link_hash")
    @Nullable
    String linkHash;

    int attempts;

    @Column(name = "due_at")
    Instant dueAt;

    @Column(name = "deadline_at")
    Instant deadlineAt;

    @Column(name = "claimed_at")
    @Nullable
    Instant claimedAt;

    @Column(name = "sent_at")
    @Nullable
    Instant sentAt;

    @Column(name = "fallback_at")
    @Nullable
    Instant fallbackAt;

    @Column(name = "acknowledged_at")
    @Nullable
    Instant acknowledgedAt;

    @SuppressWarnings("NullAway.Init") // filled by Hibernate
    protected OutboxMessage() {}

    @SuppressWarnings("NullAway.Init") // the others are filled by the callers
    private OutboxMessage(String occasion, String nominee, String contact, int step, int inject) {
        this.id = (isTest(occasion) ? occasion.substring(TESTS.length()) : occasion) + "/" + nominee + "/" + step + "/"
                + inject;
        this.occasion = occasion;
        this.nominee = nominee;
        this.contact = contact;
        this.step = step;
        this.inject = inject;
        this.state = State.queued;
    }

    static boolean isTest(String occasion) {
        return occasion.startsWith(TESTS);
    }

    /** The message (0) or an inject (from 1) to a contact itself. */
    static OutboxMessage to(String occasion, Recipient contact, int inject, Instant dueAt, Instant deadlineAt) {
        OutboxMessage dispatch = new OutboxMessage(occasion, contact.id(), contact.id(), 0, inject);
        dispatch.party = contact.party();
        dispatch.category = contact.category();
        dispatch.networks = String.join(" ", contact.networks());
        dispatch.dueAt = dueAt;
        dispatch.deadlineAt = deadlineAt;
        return dispatch;
    }

    /** The same message to a deputy, or a result by hand. */
    OutboxMessage next(String deputy, int step, Instant dueAt) {
        OutboxMessage dispatch = new OutboxMessage(occasion, nominee, deputy, step, 0);
        dispatch.party = party;
        dispatch.category = category;
        dispatch.networks = networks;
        dispatch.dueAt = dueAt;
        dispatch.deadlineAt = deadlineAt;
        return dispatch;
    }

    List<String> networks() {
        return List.of(networks.split(" "));
    }
}
