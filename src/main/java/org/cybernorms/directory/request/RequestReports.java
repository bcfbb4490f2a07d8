package org.cybernorms.directory.request;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.cybernorms.api.model.RequestStatistics;
import org.cybernorms.api.model.StepTimes;
import org.cybernorms.directory.delivery.TestResults;
import org.cybernorms.http.ProblemException;
import org.cybernorms.record.Kinds;
import org.cybernorms.record.RecordReader;
import org.jspecify.annotations.Nullable;

/** How fast the requests of a network are acknowledged, answered and closed. */
@ApplicationScoped
class RequestReports {

    private final Kinds kinds;
    private final RecordReader reader;
    private final RequestAccess sides;

    RequestReports(Kinds kinds, RecordReader reader, RequestAccess sides) {
        this.kinds = kinds;
        this.reader = reader;
        this.sides = sides;
    }

    RequestStatistics of(String network, @Nullable LocalDate from, @Nullable LocalDate to) {
        sides.requireTimes(network);
        reader.require(kinds.get("networks"), network, null);
        if (from != null && to != null && to.isBefore(from)) {
            throw ProblemException.invalidParameter("to", "must not be before `from`");
        }
        List<RequestEntity> all = RequestEntity.list(
                "network = ?1 and sentAt >= ?2 and sentAt < ?3",
                network,
                start(from == null ? LocalDate.EPOCH : from),
                start((to == null ? LocalDate.of(9999, 1, 1) : to).plusDays(1)));
        return new RequestStatistics()
                .network(network)
                .from(from)
                .to(to)
                .total((long) all.size())
                .acknowledged(times(all, exchange -> exchange.acknowledgedAt))
                .answered(times(all, exchange -> exchange.answeredAt))
                .closed(times(all, exchange -> exchange.closedAt));
    }

    private static Instant start(LocalDate day) {
        return day.atStartOfDay(ZoneOffset.UTC).toInstant();
    }

    private static StepTimes times(List<RequestEntity> all, Function<RequestEntity, @Nullable Instant> when) {
        List<Long> seconds = all.stream()
                .flatMap(
                        exchange -> Optional.ofNullable(when.apply(exchange))
                                .map(at -> Duration.between(exchange.sentAt, at).toSeconds())
                                .stream())
                .sorted()
                .toList();
        return new StepTimes()
                .count((long) seconds.size())
                .medianSeconds(TestResults.percentile(seconds, 50))
                .p90Seconds(TestResults.percentile(seconds, 90));
    }
}
