package org.cybernorms.directory.delivery;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.panache.common.Page;
import io.quarkus.panache.common.Sort;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;

/** Asks the next deputy of a contact that stays silent or cannot be reached. */
@ApplicationScoped
class Deputies {

    private static final int BATCH = 200;

    private final ContactRecords contacts;
    private final NotificationTriggers occasions;

    Deputies(ContactRecords contacts, NotificationTriggers occasions) {
        this.contacts = contacts;
        this.occasions = occasions;
    }

    /** Each in a transaction of its own, so that nobody waits for two of them. */
    void call(Instant now) {
        List<OutboxMessage> due = due(now);
        while (!due.isEmpty()) {
            due.forEach(dispatch -> QuarkusTransaction.requiringNew().run(() -> ask(dispatch, now)));
            due = due(now);
        }
    }

    private List<OutboxMessage> due(Instant now) {
        return QuarkusTransaction.requiringNew().call(() -> OutboxMessage.<OutboxMessage>find(
                        "fallbackAt <= ?1", Sort.ascending("fallbackAt", "id"), now)
                .page(Page.ofSize(BATCH))
                .list());
    }

    private void ask(OutboxMessage silent, Instant now) {
        boolean mine =
                OutboxMessage.update("fallbackAt = null where id = ?1 and fallbackAt is not null", silent.id) == 1;
        boolean wanted = occasions
                .matter(silent.occasion)
                .flatMap(Notification::fallbackAfter)
                .isPresent();
        if (!mine || !wanted || silent.inject > 0) {
            return;
        }
        List<OutboxMessage> all = OutboxMessage.list("occasion = ?1 and nominee = ?2", silent.occasion, silent.nominee);
        if (all.stream().anyMatch(row -> row.acknowledgedAt != null)) {
            return;
        }
        int next = all.stream().mapToInt(row -> row.step).max().orElse(0) + 1;
        contacts.deputies(silent.nominee).stream()
                .filter(deputy -> all.stream().noneMatch(row -> row.contact.equals(deputy)))
                .findFirst()
                .ifPresent(deputy -> silent.next(deputy, Math.max(1, next), now).persist());
    }
}
