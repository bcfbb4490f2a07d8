package org.cybernorms.directory.delivery;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.cybernorms.record.BodyCodec;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.threeten.extra.PeriodDuration;

/** Writes messages, each in the language of its contact. */
@ApplicationScoped
class MessageRenderer {

    private final ContactRecords contacts;
    private final NotificationTriggers occasions;
    private final BodyCodec bodies;
    private final Clock clock;
    private final String address;

    MessageRenderer(
            ContactRecords contacts,
            NotificationTriggers occasions,
            BodyCodec bodies,
            Clock clock,
            @ConfigProperty(name = "registry.public-url") String address) {
        this.contacts = contacts;
        this.occasions = occasions;
        this.bodies = bodies;
        this.clock = clock;
        this.address = address;
    }

    /** Nothing where the occasion has ended. */
    Optional<RenderedMessage> write(OutboxMessage dispatch, String link) {
        boolean test = OutboxMessage.isTest(dispatch.occasion);
        return occasions.matter(dispatch.occasion).map(matter -> contacts.contact(dispatch.contact)
                .map(contact -> write(dispatch, link, matter, contact))
                .orElseGet(() -> new RenderedMessage(null, "", "", fallback(matter), test)));
    }

    private RenderedMessage write(OutboxMessage dispatch, String link, Notification matter, ObjectNode contact) {
        MessageTexts texts = MessageTexts.in(ContactRecords.languages(contact));
        String title = matter.title().apply(texts);
        List<String> paragraphs = new ArrayList<>();
        paragraphs.add(texts.get("greeting", text(contact.path("office"), texts)));
        paragraphs.add(texts.get(
                dispatch.step > 0 ? matter.form() + ".deputy" : matter.form(),
                title,
                String.join(", ", dispatch.networks()),
                dispatch.nominee));
        if (dispatch.inject < matter.contents().size()) {
            paragraphs.add(texts.of(matter.contents().get(dispatch.inject)));
        }
        matter.readAt().ifPresent(place -> paragraphs.add(texts.get("read", address + place)));
        if (matter.link()) {
            paragraphs.add(texts.get("acknowledge", until(contact, dispatch.deadlineAt, texts)));
            paragraphs.add(address + "/v1/acknowledgements/" + link);
        }
        paragraphs.add(texts.get("closing"));
        return new RenderedMessage(
                ContactRecords.address(contact).orElse(null),
                texts.get("subject." + matter.form(), title),
                String.join("\n\n", paragraphs) + "\n",
                dispatch.inject == 0 ? fallback(matter) : Optional.empty(),
                OutboxMessage.isTest(dispatch.occasion));
    }

    private String text(JsonNode text, MessageTexts texts) {
        return texts.of(bodies.text(text.toString()));
    }

    /** The end of the time to answer, by the clock of the contact. */
    private static String until(JsonNode contact, Instant deadline, MessageTexts texts) {
        String zone = contact.path("timeZone").asText("");
        return DateTimeFormatter.ofLocalizedDateTime(FormatStyle.FULL, FormatStyle.LONG)
                .withLocale(Locale.forLanguageTag(texts.language()))
                .withZone(zone.isEmpty() ? ZoneOffset.UTC : ZoneId.of(zone))
                .format(deadline);
    }

    private Optional<Duration> fallback(Notification matter) {
        return matter.fallbackAfter().map(text -> {
            Instant now = clock.instant();
            return Duration.between(
                    now,
                    now.atOffset(ZoneOffset.UTC)
                            .plus(PeriodDuration.parse(text))
                            .toInstant());
        });
    }
}
