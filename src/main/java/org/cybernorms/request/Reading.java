package org.cybernorms.request;

import io.quarkus.panache.common.Page;
import io.quarkus.panache.common.Sort;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.UriInfo;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.cybernorms.access.Disclosures;
import org.cybernorms.api.model.ContactCategory;
import org.cybernorms.api.model.Request;
import org.cybernorms.api.model.RequestPage;
import org.cybernorms.api.model.RequestState;
import org.cybernorms.api.model.RequestStep;
import org.cybernorms.api.model.RequestType;
import org.cybernorms.api.model.Tlp;
import org.cybernorms.api.model.Urgency;
import org.cybernorms.assurance.Results;
import org.cybernorms.log.Sealed;
import org.cybernorms.record.Bodies;
import org.cybernorms.web.Answer;
import org.cybernorms.web.Cursor;
import org.cybernorms.web.ListAddress;
import org.cybernorms.web.Moments;
import org.jspecify.annotations.Nullable;

/** Shows requests to their sides. */
@ApplicationScoped
class Reading {

    /** Parameters of a list, and what they ask for. */
    private static final Map<String, String> FILTERS = new TreeMap<>(Map.of(
            "state", "state in :state",
            "type", "type in :type",
            "urgency", "urgency in :urgency",
            "network", "network in :network",
            "party", "(fromParty in :party or toParty in :party)"));

    private final Sides sides;
    private final Results results;
    private final Sealed sealed;
    private final Bodies bodies;
    private final Disclosures disclosures;
    private final Answer answer;
    private final UriInfo uri;

    Reading(
            Sides sides,
            Results results,
            Sealed sealed,
            Bodies bodies,
            Disclosures disclosures,
            Answer answer,
            UriInfo uri) {
        this.sides = sides;
        this.results = results;
        this.sealed = sealed;
        this.bodies = bodies;
        this.disclosures = disclosures;
        this.answer = answer;
        this.uri = uri;
    }

    Request get(String id) {
        return show(sides.find(id, Sides.READ, LockModeType.NONE));
    }

    /** One page, the newest first; what is filtered by stands in the query. */
    RequestPage list(@Nullable String side, int limit, @Nullable String cursor) {
        MultivaluedMap<String, String> query = uri.getQueryParameters();
        Set<String> own = sides.own(Sides.READ);
        Map<String, Object> values = new HashMap<>(Map.of("own", own.isEmpty() ? Set.of("") : own));
        List<String> conditions = new ArrayList<>();
        conditions.add(
                side == null
                        ? "(fromParty in :own or toParty in :own)"
                        : side.equals("sent") ? "fromParty in :own" : "toParty in :own");
        FILTERS.forEach((parameter, condition) -> {
            if (query.containsKey(parameter)) {
                conditions.add(condition);
                values.put(parameter, query.get(parameter));
            }
        });
        int walk = ("requests" + own + conditions + values).hashCode();
        if (cursor != null) {
            List<String> place = Cursor.decode(cursor, walk, 2).place();
            conditions.add("(sentAt < :at or (sentAt = :at and number < :number))");
            values.put("at", Instant.ofEpochMilli(Cursor.number(place.get(0))));
            values.put("number", Cursor.number(place.get(1)));
        }
        List<Exchange> found = Exchange.<Exchange>find(
                        String.join(" and ", conditions), Sort.descending("sentAt", "number"), values)
                .page(Page.ofSize(limit + 1))
                .list();
        return page(found, limit, walk);
    }

    private RequestPage page(List<Exchange> found, int limit, int walk) {
        List<Exchange> shown = found.subList(0, Math.min(limit, found.size()));
        answer.link(ListAddress.of(uri, null), "first");
        RequestPage page = new RequestPage().items(forms(shown));
        if (found.size() > limit) {
            Exchange last = shown.get(limit - 1);
            List<String> place = List.of(String.valueOf(last.sentAt.toEpochMilli()), String.valueOf(last.number()));
            String next = ListAddress.of(uri, new Cursor(0, walk, place).encode());
            answer.link(next, "next");
            page.next(next);
        }
        return page;
    }

    /** The forms alone: what followed is shown with each request. */
    private List<Request> forms(List<Exchange> exchanges) {
        Map<String, String> texts =
                sealed.open(exchanges.stream().map(exchange -> exchange.sealed).toList());
        return exchanges.stream()
                .map(exchange -> bodies.show(form(exchange, texts, List.of("text")), Request.class))
                .toList();
    }

    /** The form and all that followed. */
    Request show(Exchange exchange) {
        List<Step> steps = steps(exchange);
        Map<String, String> texts = sealed.open(Stream.concat(
                        Stream.of(exchange.sealed), steps.stream().flatMap(step -> Stream.ofNullable(step.sealed)))
                .toList());
        Request request = form(exchange, texts, List.of("text", "steps", "deliveries"))
                .steps(steps.stream().map(step -> show(step, texts)).toList())
                .deliveries(results.deliveries(Outgoing.NAME + exchange.number()));
        return bodies.show(request, Request.class);
    }

    List<Step> steps(Exchange exchange) {
        return Step.list("exchange", Sort.ascending("id"), exchange.number());
    }

    private Request form(Exchange exchange, Map<String, String> texts, List<String> disclosed) {
        @Nullable String text = texts.get(exchange.sealed);
        disclosures.note("requests", exchange.id, 1, disclosed);
        return new Request()
                .id(exchange.id)
                .type(RequestType.fromValue(exchange.type))
                .sender(exchange.sender)
                .from(exchange.fromParty)
                .to(exchange.toParty)
                .network(exchange.network)
                .category(exchange.category == null ? null : ContactCategory.fromValue(exchange.category))
                .urgency(Urgency.fromValue(exchange.urgency))
                .handling(Tlp.fromValue(exchange.handling))
                .text(text == null ? null : bodies.text(text))
                .erased(text == null ? true : null)
                .replyBy(Moments.utc(exchange.replyBy))
                .state(RequestState.fromValue(exchange.state))
                .sentAt(Moments.utc(exchange.sentAt))
                .sentBy(exchange.sentBy)
                .acknowledgedAt(Moments.utc(exchange.acknowledgedAt))
                .answeredAt(Moments.utc(exchange.answeredAt))
                .closedAt(Moments.utc(exchange.closedAt));
    }

    private RequestStep show(Step step, Map<String, String> texts) {
        @Nullable String text = step.sealed == null ? null : texts.get(step.sealed);
        return new RequestStep()
                .step(RequestStep.StepEnum.fromValue(step.step))
                .party(step.party)
                .contact(step.contact)
                .by(step.takenBy)
                .at(Moments.utc(step.at))
                .text(text == null ? null : bodies.text(text))
                .erased((step.sealed != null && text == null) ? true : null);
    }
}
