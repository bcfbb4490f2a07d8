package org.cybernorms.directory.request;

import io.quarkus.panache.common.Page;
import io.quarkus.panache.common.Sort;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.cybernorms.access.AccessLog;
import org.cybernorms.api.model.ContactCategory;
import org.cybernorms.api.model.PartyRequest;
import org.cybernorms.api.model.PartyRequestPage;
import org.cybernorms.api.model.RequestStatus;
import org.cybernorms.api.model.RequestStep;
import org.cybernorms.api.model.RequestType;
import org.cybernorms.api.model.TlpLabel;
import org.cybernorms.api.model.Urgency;
import org.cybernorms.directory.delivery.ConfidentialTexts;
import org.cybernorms.directory.delivery.TestResults;
import org.cybernorms.http.Cursor;
import org.cybernorms.http.Instants;
import org.cybernorms.http.ListQuery;
import org.cybernorms.http.Pager;
import org.cybernorms.record.BodyCodec;
import org.jspecify.annotations.Nullable;

/** Shows requests to their sides. */
@ApplicationScoped
class RequestQueries {

    /** Parameters of a list, and what they ask for. */
    private static final Map<String, String> FILTERS = new TreeMap<>(Map.of(
            "status", "state in :status",
            "type", "type in :type",
            "urgency", "urgency in :urgency",
            "network", "network in :network",
            "party", "(fromParty in :party or toParty in :party)"));

    private final RequestAccess sides;
    private final TestResults results;
    private final ConfidentialTexts texts;
    private final BodyCodec codec;
    private final AccessLog disclosures;
    private final Pager pager;

    RequestQueries(
            RequestAccess sides,
            TestResults results,
            ConfidentialTexts texts,
            BodyCodec codec,
            AccessLog disclosures,
            Pager pager) {
        this.sides = sides;
        this.results = results;
        this.texts = texts;
        this.codec = codec;
        this.disclosures = disclosures;
        this.pager = pager;
    }

    PartyRequest get(String id) {
        return show(sides.find(id, RequestAccess.READ, LockModeType.NONE));
    }

    /** One page, the newest first. */
    PartyRequestPage list(@Nullable String side, ListQuery query) {
        Set<String> own = sides.own(RequestAccess.READ);
        Map<String, Object> values = new HashMap<>(Map.of("own", own.isEmpty() ? Set.of("") : own));
        List<String> conditions = new ArrayList<>();
        conditions.add(
                side == null
                        ? "(fromParty in :own or toParty in :own)"
                        : side.equals("sent") ? "fromParty in :own" : "toParty in :own");
        FILTERS.forEach((parameter, condition) -> {
            if (!query.values(parameter).isEmpty()) {
                conditions.add(condition);
                values.put(parameter, query.values(parameter));
            }
        });
        Pager.Position position = pager.position(query, 2, 0);
        if (!position.isFirst()) {
            List<String> place = position.after();
            conditions.add("(sentAt < :at or (sentAt = :at and number < :number))");
            values.put("at", Instant.ofEpochMilli(Cursor.number(place.get(0))));
            values.put("number", Cursor.number(place.get(1)));
        }
        List<RequestEntity> found = RequestEntity.<RequestEntity>find(
                        String.join(" and ", conditions), Sort.descending("sentAt", "number"), values)
                .page(Page.ofSize(query.limit() + 1))
                .list();
        Pager.Page<RequestEntity> page = pager.page(
                position,
                found,
                last -> List.of(String.valueOf(last.sentAt.toEpochMilli()), String.valueOf(last.number())));
        return new PartyRequestPage()
                .items(forms(page.items()))
                .next(page.next())
                .cursor(page.cursor());
    }

    /** The forms alone: what followed is shown with each request. */
    private List<PartyRequest> forms(List<RequestEntity> exchanges) {
        Map<String, String> opened =
                texts.of(exchanges.stream().map(exchange -> exchange.sealed).toList());
        return exchanges.stream()
                .map(exchange -> codec.show(form(exchange, opened, List.of("text")), PartyRequest.class))
                .toList();
    }

    /** The form and all that followed. */
    PartyRequest show(RequestEntity exchange) {
        List<RequestStepEntity> steps = steps(exchange);
        Map<String, String> opened = texts.of(Stream.concat(
                        Stream.of(exchange.sealed), steps.stream().flatMap(step -> Stream.ofNullable(step.sealed)))
                .toList());
        PartyRequest request = form(exchange, opened, List.of("text", "steps", "deliveries"))
                .steps(steps.stream().map(step -> show(step, opened)).toList())
                .deliveries(results.deliveries(RequestTrigger.NAME + exchange.number()));
        return codec.show(request, PartyRequest.class);
    }

    List<RequestStepEntity> steps(RequestEntity exchange) {
        return RequestStepEntity.list("exchange", Sort.ascending("id"), exchange.number());
    }

    private PartyRequest form(RequestEntity exchange, Map<String, String> opened, List<String> disclosed) {
        @Nullable String text = opened.get(exchange.sealed);
        disclosures.note("requests", exchange.id, 1, disclosed);
        return new PartyRequest()
                .id(exchange.id)
                .type(RequestType.fromValue(exchange.type))
                .sender(exchange.sender)
                .from(exchange.fromParty)
                .to(exchange.toParty)
                .network(exchange.network)
                .category(exchange.category == null ? null : ContactCategory.fromValue(exchange.category))
                .urgency(Urgency.fromValue(exchange.urgency))
                .handling(TlpLabel.fromValue(exchange.handling))
                .text(text == null ? null : codec.text(text))
                .erased(text == null ? true : null)
                .replyBy(Instants.utc(exchange.replyBy))
                .status(RequestStatus.fromValue(exchange.state))
                .sentAt(Instants.utc(exchange.sentAt))
                .sentBy(exchange.sentBy)
                .acknowledgedAt(Instants.utc(exchange.acknowledgedAt))
                .answeredAt(Instants.utc(exchange.answeredAt))
                .closedAt(Instants.utc(exchange.closedAt));
    }

    private RequestStep show(RequestStepEntity step, Map<String, String> opened) {
        @Nullable String text = step.sealed == null ? null : opened.get(step.sealed);
        return new RequestStep()
                .step(RequestStep.StepEnum.fromValue(step.step))
                .party(step.party)
                .contact(step.contact)
                .by(step.takenBy)
                .at(Instants.utc(step.at))
                .text(text == null ? null : codec.text(text))
                .erased((step.sealed != null && text == null) ? true : null);
    }
}
