package org.cybernorms.assurance;

import io.quarkus.qute.Location;
import io.quarkus.qute.Template;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import jakarta.ws.rs.core.HttpHeaders;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Optional;
import org.cybernorms.access.Attempts;
import org.cybernorms.web.Answer;
import org.cybernorms.web.ProblemException;
import org.cybernorms.web.ProblemType;

/** What the links in messages lead to. Looking acknowledges nothing; a link acknowledges once; guessing is slowed down. */
@ApplicationScoped
public class Acknowledgements {

    private static final Duration LINKS_LAST = Duration.ofDays(30);

    private final Dispatches dispatches;
    private final Occasions occasions;
    private final Attempts attempts;
    private final Template acknowledgement;
    private final HttpHeaders request;
    private final Answer answer;
    private final Clock clock;

    Acknowledgements(
            Dispatches dispatches,
            Occasions occasions,
            Attempts attempts,
            @Location("acknowledgement.html") Template acknowledgement,
            HttpHeaders request,
            Answer answer,
            Clock clock) {
        this.dispatches = dispatches;
        this.occasions = occasions;
        this.attempts = attempts;
        this.acknowledgement = acknowledgement;
        this.request = request;
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
        Dispatch dispatch = find(link);
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        occasions.acknowledged(dispatch.occasion, dispatch.contact, now); // before the messages: it locks the occasion
        if (!dispatches.acknowledge(dispatch, now)) {
            throw used();
        }
        return page("thanks");
    }

    private Dispatch find(String link) {
        attempts.require();
        Optional<Dispatch> dispatch = dispatches.byLink(Link.hash(link));
        if (dispatch.isEmpty()) {
            attempts.wrong();
            throw ProblemException.of(ProblemType.NOT_FOUND, "There is no such link.");
        }
        Dispatch found = dispatch.get();
        if (found.acknowledgedAt != null) {
            throw used();
        }
        Instant end = found.dueAt.isAfter(found.deadlineAt) ? found.dueAt : found.deadlineAt;
        if (end.plus(LINKS_LAST).isBefore(clock.instant())) {
            throw ProblemException.of(
                    ProblemType.LINK_ENDED,
                    "The link was good until " + LINKS_LAST.toDays() + " days after the deadline.");
        }
        return found;
    }

    private static ProblemException used() {
        return ProblemException.of(
                ProblemType.LINK_ENDED, "The message was acknowledged already; nothing more is to be done.");
    }

    private String page(String step) {
        Texts texts = Texts.in(request.getAcceptableLanguages().stream()
                .map(Locale::toLanguageTag)
                .toList());
        answer.header(HttpHeaders.CONTENT_LANGUAGE, texts.language())
                .header(HttpHeaders.CONTENT_TYPE, "text/html; charset=utf-8")
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .header("Content-Security-Policy", "default-src 'none'; style-src 'self'; form-action 'self'");
        return acknowledgement
                .data("language", texts.language())
                .data("title", texts.get("page." + step + ".title"))
                .data("text", texts.get("page." + step + ".text"))
                .data("button", step.equals("ask") ? texts.get("page.ask.button") : "")
                .render();
    }
}
