package org.cybernorms.directory.delivery;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.cybernorms.api.model.Assurance;
import org.cybernorms.api.model.AssuranceStatus;
import org.cybernorms.directory.contact.NetworkAcceptances;
import org.cybernorms.record.CurrentRecords;
import org.jspecify.annotations.Nullable;

/**
 * One message a day to those for whom something is due: a contact learns when it has to be renewed, the contacts of a
 * network's operator learn what waits for the network. A reminder comes 30, 7 and 1 days before, on the day, and then
 * weekly.
 */
@ApplicationScoped
class Reminders {

    private static final Set<Long> DAYS_BEFORE = Set.of(30L, 7L, 1L, 0L);
    private static final int WEEK = 7;
    private static final Set<AssuranceStatus> UNREACHED =
            Set.of(AssuranceStatus.UNANSWERED, AssuranceStatus.BOUNCED, AssuranceStatus.INVALID);

    /** An action that is due: the key of a text and its arguments. */
    private record Item(String text, Object[] values) {
        static Item of(String text, Object... values) {
            return new Item(text, values);
        }
    }

    private final ContactRecords contacts;
    private final Assurances assurances;
    private final CurrentRecords records;
    private final MailSender post;
    private final Clock clock;

    Reminders(ContactRecords contacts, Assurances assurances, CurrentRecords records, MailSender post, Clock clock) {
        this.contacts = contacts;
        this.assurances = assurances;
        this.records = records;
        this.post = post;
        this.clock = clock;
    }

    @Scheduled(
            cron = "{registry.digest-cron}",
            timeZone = "UTC",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void send() {
        LocalDate today = clock.instant().atOffset(ZoneOffset.UTC).toLocalDate();
        Map<String, List<Item>> due = QuarkusTransaction.requiringNew().call(() -> due(today));
        due.forEach((contact, items) -> send(contact, items, today));
    }

    private Map<String, List<Item>> due(LocalDate today) {
        Map<String, List<Item>> due = new LinkedHashMap<>();
        List<CurrentRecords.Found> all = records.all("points-of-contact", Map.of(), today);
        Map<String, List<String>> operators = operators(all);
        for (CurrentRecords.Found shown : all) {
            String id = shown.id();
            ObjectNode contact = shown.body();
            String renewed = contact.path("renewedOn").textValue();
            for (Assurance assurance : assurances.of(
                    id, NetworkAcceptances.all(contact), renewed == null ? null : LocalDate.parse(renewed))) {
                List<String> running = operators.getOrDefault(assurance.getNetwork(), List.of());
                if (isTime(assurance.getRenewBy(), today)) {
                    add(due, id, Item.of("digest.renew", id, assurance.getNetwork(), day(assurance.getRenewBy())));
                }
                if (isTime(assurance.getNextDue(), today)) {
                    running.forEach(to -> add(
                            due, to, Item.of("digest.test", id, assurance.getNetwork(), day(assurance.getNextDue()))));
                }
                if (UNREACHED.contains(assurance.getStatus())
                        && today.getDayOfWeek().getValue() == 1) {
                    running.forEach(to -> add(
                            due, to, Item.of("digest.unreached", id, assurance.getNetwork(), assurance.getStatus())));
                }
            }
            NetworkAcceptances.in(contact, "proposed").forEach(network -> operators
                    .getOrDefault(network, List.of())
                    .forEach(to -> add(due, to, Item.of("digest.proposed", id, network, ""))));
        }
        return due;
    }

    /** The contacts of each network's operator that serve the network: its secretariat. */
    private Map<String, List<String>> operators(List<CurrentRecords.Found> all) {
        Map<String, List<String>> operators = new LinkedHashMap<>();
        for (CurrentRecords.Found shown : all) {
            ObjectNode contact = shown.body();
            NetworkAcceptances.all(contact).stream()
                    .filter(network -> records.find("networks", network)
                            .map(found -> found.path("operator"))
                            .filter(contact.path("party")::equals)
                            .isPresent())
                    .forEach(network -> operators
                            .computeIfAbsent(network, none -> new ArrayList<>())
                            .add(shown.id()));
        }
        return operators;
    }

    private static void add(Map<String, List<Item>> due, String contact, Item item) {
        due.computeIfAbsent(contact, none -> new ArrayList<>()).add(item);
    }

    static boolean isTime(@Nullable LocalDate date, LocalDate today) {
        if (date == null) {
            return false;
        }
        long days = ChronoUnit.DAYS.between(today, date);
        return DAYS_BEFORE.contains(days) || (days < 0 && days % WEEK == 0);
    }

    private static String day(LocalDate date) {
        return date.toString();
    }

    private void send(String id, List<Item> items, LocalDate today) {
        Optional<ObjectNode> contact = contacts.contact(id);
        Optional<String> address = contact.flatMap(ContactRecords::address);
        String reference = "digest/" + id + "/" + today;
        if (address.isEmpty() || !QuarkusTransaction.requiringNew().call(() -> SentReminder.claim(reference))) {
            return;
        }
        MessageTexts texts = MessageTexts.in(ContactRecords.languages(contact.get()));
        StringBuilder text = new StringBuilder(texts.get("digest.intro")).append("\n\n");
        items.forEach(item ->
                text.append("- ").append(texts.get(item.text(), item.values())).append('\n'));
        text.append('\n').append(texts.get("closing")).append('\n');
        MailSender.DeliveryStatus fate = post.send(
                reference, reference, address.get(), texts.get("digest.subject", items.size()), text.toString());
        if (fate == MailSender.DeliveryStatus.later) {
            QuarkusTransaction.requiringNew().run(() -> SentReminder.deleteById(reference));
        }
    }
}
