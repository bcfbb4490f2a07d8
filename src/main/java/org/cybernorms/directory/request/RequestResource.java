package org.cybernorms.directory.request;

import java.time.LocalDate;
import java.util.List;
import org.cybernorms.api.RequestsApi;
import org.cybernorms.api.model.NewRequestStep;
import org.cybernorms.api.model.PartyRequest;
import org.cybernorms.api.model.PartyRequestPage;
import org.cybernorms.api.model.RequestStatistics;
import org.cybernorms.api.model.RequestStatus;
import org.cybernorms.api.model.RequestType;
import org.cybernorms.api.model.Urgency;
import org.cybernorms.http.CurrentQuery;
import org.jspecify.annotations.NullUnmarked;

/** The operations on requests in the contract. */
@NullUnmarked
class RequestResource implements RequestsApi {

    private final RequestSender requests;
    private final RequestLifecycle steps;
    private final RequestQueries reading;
    private final RequestReports times;
    private final CurrentQuery query;

    RequestResource(
            RequestSender requests,
            RequestLifecycle steps,
            RequestQueries reading,
            RequestReports times,
            CurrentQuery query) {
        this.requests = requests;
        this.steps = steps;
        this.reading = reading;
        this.times = times;
        this.query = query;
    }

    @Override
    public PartyRequest addRequestStep(String id, NewRequestStep newRequestStep) {
        return steps.take(id, newRequestStep);
    }

    @Override
    public PartyRequest createRequest(PartyRequest partyRequest, String idempotencyKey) {
        return requests.send(partyRequest, idempotencyKey);
    }

    @Override
    public PartyRequest eraseRequest(String id) {
        return steps.erase(id);
    }

    @Override
    public PartyRequest getRequest(String id) {
        return reading.get(id);
    }

    @Override
    public RequestStatistics getRequestStatistics(String network, LocalDate from, LocalDate to) {
        return times.of(network, from, to);
    }

    @Override
    public PartyRequestPage listRequests(
            String side,
            List<RequestStatus> status,
            List<RequestType> type,
            List<Urgency> urgency,
            List<String> network,
            List<String> party) {
        return reading.list(side, query.get());
    }
}
