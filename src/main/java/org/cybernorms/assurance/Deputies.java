package org.cybernorms.assurance;

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

    private final Contacts contacts;

    Deputies(Contacts contacts) {
        this.contacts = contacts;
    }

    void call(Instant now) {
        boolean more = true;
        while (more) {
            more = QuarkusTransaction.requiringNew().call(() -> {
                List<Dispatch> due = Dispatch.<Dispatch>find(
                                "fallbackAt <= ?1", Sort.ascending("fallbackAt", "id"), now)
                        .page(Page.ofSize(BATCH))
                        .list();
                due.forEach(dispatch -> ask(dispatch, now));
                return due.size() == BATCH;
            });
        }
    }

    private void ask(Dispatch silent, Instant now) {
        silent.fallbackAt = null;
        boolean answered = Dispatch.count(
                        "exercise = ?1 and nominee = ?2 and acknowledgedAt is not null",
                        silent.exercise,
                        silent.nominee)
                > 0;
        List<String> deputies = contacts.deputies(silent.nominee);
        int next = silent.step + 1;
        if (!answered && silent.inject == 0 && next <= deputies.size()) {
            Dispatch asked = silent.next(deputies.get(next - 1), next, now);
            if (Dispatch.findById(asked.id) == null) {
                asked.persist();
            }
        }
    }
}
