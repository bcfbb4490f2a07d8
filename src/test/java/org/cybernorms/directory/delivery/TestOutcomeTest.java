package org.cybernorms.directory.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.cybernorms.api.model.ResultStatus;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TestOutcomeTest {

    private static final Instant SENT = Instant.parse("2026-03-02T09:00:00Z");
    private static final Instant DEADLINE = SENT.plus(Duration.ofHours(4));

    private static OutboxMessage message(int step, OutboxMessage.State state) {
        OutboxMessage message = new OutboxMessage();
        message.step = step;
        message.state = state;
        message.sentAt = SENT;
        message.deadlineAt = DEADLINE;
        return message;
    }

    private static OutboxMessage acknowledged(int step, Duration after) {
        OutboxMessage message = message(step, OutboxMessage.State.sent);
        message.acknowledgedAt = SENT.plus(after);
        return message;
    }

    private static ResultStatus state(Instant now, OutboxMessage... rows) {
        return TestOutcome.of(List.of(rows), now).state();
    }

    @ParameterizedTest
    @EnumSource(
            value = OutboxMessage.State.class,
            names = {"queued", "sending"})
    void isQueuedUntilItIsOut(OutboxMessage.State state) {
        assertThat(state(DEADLINE.plusSeconds(1), message(0, state))).isEqualTo(ResultStatus.QUEUED);
    }

    @ParameterizedTest
    @EnumSource(
            value = OutboxMessage.State.class,
            names = {"queued", "sending", "sent"},
            mode = EnumSource.Mode.EXCLUDE)
    void isWhatBecameOfAMessageThatDidNotArrive(OutboxMessage.State state) {
        assertThat(state(SENT, message(0, state)).toString()).isEqualTo(state.name());
    }

    @Test
    void isUnansweredAfterTheDeadline() {
        OutboxMessage sent = message(0, OutboxMessage.State.sent);
        assertThat(state(DEADLINE, sent)).isEqualTo(ResultStatus.SENT);
        assertThat(state(DEADLINE.plusSeconds(1), sent)).isEqualTo(ResultStatus.UNANSWERED);
    }

    @Test
    void isLateAfterTheDeadline() {
        assertThat(state(SENT, acknowledged(0, Duration.ofHours(4)))).isEqualTo(ResultStatus.ACKNOWLEDGED);
        assertThat(state(SENT, acknowledged(0, Duration.ofHours(4).plusSeconds(1))))
                .isEqualTo(ResultStatus.LATE);
    }

    @Test
    void isTheFirstAnswerAlsoOfADeputy() {
        OutboxMessage deputy = acknowledged(1, Duration.ofHours(2));
        deputy.contact = "deputy";
        TestOutcome outcome = TestOutcome.of(
                List.of(acknowledged(0, Duration.ofHours(3)), deputy, message(2, OutboxMessage.State.sent)), SENT);
        assertThat(outcome.elapsed()).contains(Duration.ofHours(2));
        assertThat(outcome.isByDeputy()).isTrue();
        assertThat(outcome.deputies()).isEqualTo(2);
        assertThat(outcome.delivery().getDeputy()).isEqualTo("deputy");
    }

    @Test
    void isByHandWhereAHandRecordedIt() {
        OutboxMessage invalid = message(OutboxMessage.BY_HAND, OutboxMessage.State.invalid);
        TestOutcome outcome = TestOutcome.of(List.of(message(0, OutboxMessage.State.sent), invalid), SENT);
        assertThat(outcome.state()).isEqualTo(ResultStatus.INVALID);
        assertThat(outcome.byHand()).isTrue();
        TestOutcome called = TestOutcome.of(
                List.of(message(0, OutboxMessage.State.bounced), acknowledged(OutboxMessage.BY_HAND, Duration.ZERO)),
                SENT);
        assertThat(called.state()).isEqualTo(ResultStatus.ACKNOWLEDGED);
        assertThat(called.byHand()).isTrue();
        assertThat(called.isByDeputy()).isFalse();
    }

    @Test
    void anAnswerOutweighsWhatAHandRecordedBefore() {
        List<OutboxMessage> rows = new ArrayList<>(List.of(
                acknowledged(0, Duration.ofHours(1)), message(OutboxMessage.BY_HAND, OutboxMessage.State.invalid)));
        assertThat(TestOutcome.of(rows, SENT).state()).isEqualTo(ResultStatus.ACKNOWLEDGED);
    }

    @Test
    void anInjectAloneIsNoOutcome() {
        OutboxMessage inject = message(0, OutboxMessage.State.sent);
        inject.inject = 1;
        assertThatThrownBy(() -> TestOutcome.of(List.of(inject), SENT)).isInstanceOf(IllegalStateException.class);
    }
}
