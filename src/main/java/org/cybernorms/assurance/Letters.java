package org.cybernorms.assurance;

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
import java.util.Locale;
import java.util.Optional;
import org.cybernorms.record.Bodies;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.threeten.extra.PeriodDuration;

/** Writes the messages of exercises, each in the language of its contact. */
@ApplicationScoped
class Letters {

    private final Contacts contacts;
    private final Bodies bodies;
    private final Clock clock;
    private final String address;

    Letters(
            Contacts contacts,
            Bodies bodies,
            Clock clock,
            @ConfigProperty(name = "registry.public-url") String address) {
        this.contacts = contacts;
        this.bodies = bodies;
        this.clock = clock;
        this.address = address;
    }

    /** Nothing where the exercise has ended, or has been withdrawn. */
    Optional<Letter> write(Dispatch dispatch, String link) {
        return contacts.running(dispatch.exercise).map(exercise -> contacts.contact(dispatch.contact)
                .map(contact -> write(dispatch, link, exercise, contact))
                .orElseGet(() -> new Letter(null, "", "", fallback(exercise))));
    }

    private Letter write(Dispatch dispatch, String link, ObjectNode about, ObjectNode contact) {
        Texts texts = Texts.in(Contacts.languages(contact));
        String title = text(about.path("title"), texts);
        boolean check = about.path("type").asText().equals("communication-check");
        StringBuilder text =
                new StringBuilder(texts.get("greeting", text(contact.path("office"), texts))).append("\n\n");
        text.append(texts.get(
                        dispatch.step > 0 ? "deputy" : check ? "check" : "exercise",
                        title,
                        String.join(", ", dispatch.networks()),
                        dispatch.nominee))
                .append("\n\n");
        String content = content(about, dispatch, texts);
        if (!content.isEmpty()) {
            text.append(content).append("\n\n");
        }
        text.append(texts.get("acknowledge", until(contact, dispatch.deadlineAt, texts)))
                .append("\n\n")
                .append(address)
                .append("/v1/acknowledgements/")
                .append(link)
                .append("\n\n")
                .append(texts.get("closing"))
                .append('\n');
        return new Letter(
                Contacts.address(contact).orElse(null),
                texts.get(check ? "subject.check" : "subject.exercise", title),
                text.toString(),
                dispatch.inject == 0 ? fallback(about) : Optional.empty());
    }

    private String content(ObjectNode exercise, Dispatch dispatch, Texts texts) {
        JsonNode content = dispatch.inject == 0
                ? exercise.path("scenario")
                : exercise.path("injects").path(dispatch.inject - 1).path("text");
        return content.isMissingNode() ? "" : text(content, texts);
    }

    private String text(JsonNode text, Texts texts) {
        return texts.of(bodies.text(text.toString()));
    }

    /** The end of the time to answer, by the clock of the contact. */
    private static String until(JsonNode contact, Instant deadline, Texts texts) {
        String zone = contact.path("timeZone").asText("");
        return DateTimeFormatter.ofLocalizedDateTime(FormatStyle.FULL, FormatStyle.LONG)
                .withLocale(Locale.forLanguageTag(texts.language()))
                .withZone(zone.isEmpty() ? ZoneOffset.UTC : ZoneId.of(zone))
                .format(deadline);
    }

    private Optional<Duration> fallback(ObjectNode exercise) {
        return Optional.ofNullable(exercise.path("fallbackAfter").textValue()).map(text -> {
            Instant now = clock.instant();
            return Duration.between(
                    now,
                    now.atOffset(ZoneOffset.UTC)
                            .plus(PeriodDuration.parse(text))
                            .toInstant());
        });
    }
}
