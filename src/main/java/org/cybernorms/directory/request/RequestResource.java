package org.cybernorms.directory.request;

import java.time.LocalDate;
import java.util.List;
import org.cybernorms.api.RequestsApi;
import org.cybernorms.api.model.NewRequestStep;
import org.cybernorms.api.model.Request;
import org.cybernorms.api.model.RequestPage;
import org.cybernorms.api.model.RequestState;
import org.cybernorms.api.model.RequestStatistics;
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
    public Request addRequestStep(String id, NewRequestStep newRequestStep) {
        return steps.take(id, newRequestStep);
    }

    @Override
    public Request createRequest(Request request) {
        return requests.send(request);
    }

    @Override
    public Request eraseRequest(String id) {
        return steps.erase(id);
    }

    @Override
    public Request getRequest(String id, String acceptLanguage) {
        return reading.get(id);
    }

    @Override
    public RequestStatistics getRequestStatistics(String network, LocalDate from, LocalDate to) {
        return times.of(network, from, to);
    }

    @Override
    public RequestPage listRequests(
            String side,
            List<RequestState> state,
            List<RequestType> type,
            List<Urgency> urgency,
            List<String> network,
            List<String> party,
            Integer limit,
            String cursor,
            String format,
            Boolean bom,
            String acceptLanguage) {
        return reading.list(side, query.get());
    }
}
