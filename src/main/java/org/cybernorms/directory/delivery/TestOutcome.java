package org.cybernorms.directory.delivery;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.cybernorms.api.model.ChannelType;
import org.cybernorms.api.model.ContactCategory;
import org.cybernorms.api.model.Delivery;
import org.cybernorms.api.model.ExerciseResult;
import org.cybernorms.api.model.ResultStatus;
import org.cybernorms.http.Instants;
import org.jspecify.annotations.Nullable;

/** How a contact did, read from the messages to it and to its deputies. */
record TestOutcome(
        OutboxMessage main, @Nullable OutboxMessage answered, int deputies, boolean byHand, ResultStatus state) {

    /** Of all messages of one occasion about one contact. */
    static TestOutcome of(List<OutboxMessage> rows, Instant now) {
        OutboxMessage main = rows.stream()
                .filter(row -> row.step == 0 && row.inject == 0)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("the message to a contact is lacking"));
        int deputies = (int) rows.stream().filter(row -> row.step > 0).count();
        Optional<OutboxMessage> hand =
                rows.stream().filter(row -> row.step == OutboxMessage.BY_HAND).findFirst();
        Optional<OutboxMessage> answered = rows.stream()
                .filter(row -> row.acknowledgedAt != null)
                .min(Comparator.comparing(row -> row.acknowledgedAt == null ? Instant.MAX : row.acknowledgedAt));
        if (hand.isPresent() && hand.get().acknowledgedAt == null && answered.isEmpty()) {
            return new TestOutcome(
                    main,
                    null,
                    deputies,
                    true,
                    ResultStatus.fromValue(hand.get().state.name()));
        }
        if (answered.isPresent()) {
            OutboxMessage row = answered.get();
            boolean late = row.acknowledgedAt != null && row.acknowledgedAt.isAfter(main.deadlineAt);
            return new TestOutcome(
                    main,
                    row,
                    deputies,
                    row.step == OutboxMessage.BY_HAND,
                    late ? ResultStatus.LATE : ResultStatus.ACKNOWLEDGED);
        }
        return new TestOutcome(main, null, deputies, false, unanswered(main, now));
    }

    private static ResultStatus unanswered(OutboxMessage main, Instant now) {
        return switch (main.state) {
            case queued, sending -> ResultStatus.QUEUED;
            case sent -> now.isAfter(main.deadlineAt) ? ResultStatus.UNANSWERED : ResultStatus.SENT;
            default -> ResultStatus.fromValue(main.state.name());
        };
    }

    Optional<Duration> elapsed() {
        return answered == null || answered.acknowledgedAt == null || main.sentAt == null
                ? Optional.empty()
                : Optional.of(Duration.between(main.sentAt, answered.acknowledgedAt))
                        .filter(time -> !time.isNegative());
    }

    boolean isByDeputy() {
        return answered != null && answered.step > 0;
    }

    @Nullable
    ChannelType channel() {
        String name = answered != null && answered.channel != null ? answered.channel : main.channel;
        return name == null ? null : ChannelType.fromValue(name);
    }

    Delivery delivery() {
        return new Delivery()
                .contact(main.nominee)
                .status(state)
                .sentAt(Instants.utc(main.sentAt))
                .acknowledgedAt(answered == null ? null : Instants.utc(answered.acknowledgedAt))
                .deputy(isByDeputy() && answered != null ? answered.contact : null)
                .deputiesAsked(deputies);
    }

    ExerciseResult show() {
        return new ExerciseResult()
                .contact(main.nominee)
                .party(main.party)
                .category(ContactCategory.fromValue(main.category))
                .status(state)
                .sentAt(Instants.utc(main.sentAt))
                .acknowledgedAt(answered == null ? null : Instants.utc(answered.acknowledgedAt))
                .elapsedSeconds(elapsed().map(Duration::toSeconds).orElse(null))
                .channel(channel())
                .deputy(isByDeputy() && answered != null ? answered.contact : null)
                .deputiesAsked(deputies)
                .byHand(byHand);
    }
}
