package org.cybernorms.directory.delivery;

import io.quarkus.qute.Location;
import io.quarkus.qute.Template;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import jakarta.ws.rs.core.HttpHeaders;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.cybernorms.access.Attempts;
import org.cybernorms.http.Languages;
import org.cybernorms.http.ProblemException;
import org.cybernorms.http.ProblemType;
import org.cybernorms.http.ResponseMetadata;

/** What the links in messages lead to. Looking acknowledges nothing; a link acknowledges once; guessing is slowed down. */
@ApplicationScoped
public class Acknowledgements {

    private static final String POLICY =
            "default-src 'none'; style-src 'self'; img-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";
    private static final Duration LINKS_LAST = Duration.ofDays(30);

    private final Outbox dispatches;
    private final NotificationTriggers occasions;
    private final Attempts attempts;
    private final Template acknowledgement;
    private final Languages languages;
    private final ResponseMetadata answer;
    private final Clock clock;

    Acknowledgements(
            Outbox dispatches,
            NotificationTriggers occasions,
            Attempts attempts,
            @Location("acknowledgement.html") Template acknowledgement,
            Languages languages,
            ResponseMetadata answer,
            Clock clock) {
        this.dispatches = dispatches;
        this.occasions = occasions;
        this.attempts = attempts;
        this.acknowledgement = acknowledgement;
        this.languages = languages;
        this.answer = answer;
        this.clock = clock;
    }

    /** The page with the button. */
    public String show(String link) {
        find(link);
        return page("ask");
    }

    /** Acknowledges. */
    @Transactional
    public String acknowledge(String link) {
        OutboxMessage dispatch = find(link);
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        occasions.acknowledged(dispatch.occasion, dispatch.contact, now); // before the messages: it locks the occasion
        if (!dispatches.acknowledge(dispatch, now)) {
            throw used();
        }
        return page("thanks");
    }

    private OutboxMessage find(String link) {
        attempts.require();
        Optional<OutboxMessage> dispatch = dispatches.byLink(AcknowledgementLink.hash(link));
        if (dispatch.isEmpty()) {
            attempts.wrong();
            throw ProblemException.of(ProblemType.NOT_FOUND, "Unknown link.");
        }
        OutboxMessage found = dispatch.get();
        if (found.acknowledgedAt != null) {
            throw used();
        }
        Instant end = found.dueAt.isAfter(found.deadlineAt) ? found.dueAt : found.deadlineAt;
        if (end.plus(LINKS_LAST).isBefore(clock.instant())) {
            throw ProblemException.of(
                    ProblemType.LINK_ENDED, "The link expired " + LINKS_LAST.toDays() + " days after the deadline.");
        }
        return found;
    }

    private static ProblemException used() {
        return ProblemException.of(
                ProblemType.LINK_ENDED, "The message is already acknowledged. No further action is needed.");
    }

    private String page(String step) {
        MessageTexts texts = MessageTexts.in(languages.preference().preferred(MessageTexts.LANGUAGES));
        answer.header(HttpHeaders.CONTENT_LANGUAGE, texts.language())
                .header(HttpHeaders.CONTENT_TYPE, "text/html; charset=utf-8")
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .header("Content-Security-Policy", POLICY)
                .header("X-Frame-Options", "DENY");
        return acknowledgement
                .data("language", texts.language())
                .data("title", texts.get("page." + step + ".title"))
                .data("text", texts.get("page." + step + ".text"))
                .data("button", step.equals("ask") ? texts.get("page.ask.button") : "")
                .render();
    }
}
