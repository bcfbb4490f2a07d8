package org.cybernorms.directory.contact;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.cybernorms.api.model.ContactCategory;
import org.cybernorms.api.model.ContactChannel;
import org.cybernorms.api.model.PointOfContact;
import org.cybernorms.api.model.Reachable;
import org.cybernorms.api.model.ReachablePage;
import org.cybernorms.api.model.ReachableReason;
import org.cybernorms.log.EntryLog;
import org.cybernorms.record.BodyCodec;
import org.cybernorms.record.Kinds;
import org.cybernorms.record.RecordLists;
import org.cybernorms.record.RecordReader;
import org.jspecify.annotations.Nullable;

/** Whom to call at an instant, in order, with the reason. */
@ApplicationScoped
public class Reachability {

    private static final DateTimeFormatter LOCAL = DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mmxxx");

    private static final int MOST = 200;

    private final Kinds kinds;
    private final PointsOfContact contacts;
    private final RecordReader reader;
    private final RecordLists lists;
    private final EntryLog log;
    private final BodyCodec codec;
    private final Clock clock;

    Reachability(
            Kinds kinds,
            PointsOfContact contacts,
            RecordReader reader,
            RecordLists lists,
            EntryLog log,
            BodyCodec codec,
            Clock clock) {
        this.kinds = kinds;
        this.contacts = contacts;
        this.reader = reader;
        this.lists = lists;
        this.log = log;
        this.codec = codec;
        this.clock = clock;
    }

    public ReachablePage of(
            String party,
            @Nullable ContactCategory category,
            @Nullable String network,
            @Nullable OffsetDateTime when,
            @Nullable String language) {
        reader.require(kinds.get("parties"), party, null);
        Instant at = when == null ? clock.instant().truncatedTo(ChronoUnit.SECONDS) : when.toInstant();
        Map<String, List<String>> filters = new HashMap<>(Map.of("party", List.of(party)));
        if (network != null) {
            reader.require(kinds.get("networks"), network, null);
            filters.put("network", List.of(network));
        }
        Map<String, PointOfContact> all = new LinkedHashMap<>();
        lists.first(contacts, filters, at.atOffset(ZoneOffset.UTC).toLocalDate(), log.newest(), MOST)
                .forEach(contact -> all.put(contact.getId(), contact));
        return new ReachablePage()
                .at(at.atOffset(ZoneOffset.UTC))
                .items(order(all, category, at, language).stream()
                        .map(item -> codec.show(item, Reachable.class))
                        .toList());
    }

    private static List<Reachable> order(
            Map<String, PointOfContact> all,
            @Nullable ContactCategory category,
            Instant at,
            @Nullable String language) {
        Map<String, String> deputies = new LinkedHashMap<>();
        List<PointOfContact> sought = all.values().stream()
                .filter(contact -> category == null || contact.getCategory() == category)
                .toList();
        sought.forEach(contact -> deputies(contact).stream()
                .filter(all::containsKey)
                .forEach(deputy -> deputies.putIfAbsent(deputy, contact.getId())));
        List<Reachable> items = new ArrayList<>();
        sought.stream()
                .filter(contact -> !deputies.containsKey(contact.getId()))
                .forEach(contact -> items.add(item(contact, at, language, null)));
        deputies.forEach((deputy, of) -> {
            PointOfContact contact = all.get(deputy);
            if (contact != null) {
                items.add(item(contact, at, language, of));
            }
        });
        items.sort(Comparator.comparing(Reachable::getReason)
                .thenComparing(item -> item.getDeputyOf() == null && !speaks(item.getChannels(), language)));
        return items;
    }

    private static Reachable item(
            PointOfContact contact, Instant at, @Nullable String language, @Nullable String deputyOf) {
        Reachable item = new Reachable()
                .contact(contact.getId())
                .category(contact.getCategory())
                .office(contact.getOffice())
                .organisation(contact.getOrganisation())
                .deputyOf(deputyOf)
                .redacted(contact.getRedacted());
        if (contact.getChannels() == null) {
            return item.reason(ReachableReason.NOT_SHARED);
        }
        List<ContactChannel> answered = contact.getChannels().stream()
                .filter(channel -> DutyTimes.isReached(contact, channel, at))
                .toList();
        Optional<Instant> end = answered.stream()
                .flatMap(channel -> DutyTimes.of(contact, channel).until(at).stream())
                .max(Comparator.naturalOrder());
        List<ContactChannel> shown = new ArrayList<>(answered.isEmpty() ? contact.getChannels() : answered);
        shown.sort(Comparator.comparing((ContactChannel channel) -> !speaks(List.of(channel), language))
                .thenComparing(ContactChannel::getRank));
        item.channels(shown).reason(reason(contact, !answered.isEmpty(), end.isPresent(), deputyOf != null));
        end.ifPresent(until -> item.until(until.atOffset(ZoneOffset.UTC)));
        if (end.isEmpty()) {
            next(contact, at).ifPresent(next -> item.onDutyAgain(next.atOffset(ZoneOffset.UTC)));
        }
        return contact.getTimeZone() == null
                ? item
                : item.officeTime(LOCAL.format(at.atZone(ZoneId.of(contact.getTimeZone()))));
    }

    private static ReachableReason reason(PointOfContact contact, boolean answered, boolean onDuty, boolean deputy) {
        if (onDuty) {
            return deputy ? ReachableReason.DEPUTY_ON_DUTY : ReachableReason.ON_DUTY;
        }
        if (answered) {
            return deputy ? ReachableReason.DEPUTY_ALWAYS : ReachableReason.ALWAYS;
        }
        boolean stated = contact.getDutyHours() != null
                || contact.getChannels().stream().anyMatch(channel -> channel.getHours() != null);
        return stated ? ReachableReason.OFF_DUTY : ReachableReason.HOURS_NOT_STATED;
    }

    private static Optional<Instant> next(PointOfContact contact, Instant at) {
        return contact.getChannels().stream()
                .flatMap(channel -> DutyTimes.of(contact, channel).next(at).stream())
                .min(Comparator.naturalOrder());
    }

    private static Set<String> deputies(PointOfContact contact) {
        return contact.getDeputies() == null ? Set.of() : contact.getDeputies();
    }

    private static boolean speaks(@Nullable List<ContactChannel> channels, @Nullable String language) {
        return language == null
                || (channels != null
                        && channels.stream()
                                .anyMatch(channel -> channel.getLanguages() != null
                                        && channel.getLanguages().contains(language)));
    }
}
