package org.cybernorms.request;

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
import org.cybernorms.assurance.Results;
import org.cybernorms.record.Register;
import org.cybernorms.web.ProblemException;
import org.jspecify.annotations.Nullable;

/** How fast the requests of a network are acknowledged, answered and closed. */
@ApplicationScoped
class Times {

    private final Register register;
    private final Sides sides;

    Times(Register register, Sides sides) {
        this.register = register;
        this.sides = sides;
    }

    RequestStatistics of(String network, @Nullable LocalDate from, @Nullable LocalDate to) {
        sides.requireTimes(network);
        register.require("networks", network);
        if (from != null && to != null && to.isBefore(from)) {
            throw ProblemException.invalidParameter("to", "must not lie before from");
        }
        List<Exchange> all = Exchange.list(
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

    private static StepTimes times(List<Exchange> all, Function<Exchange, @Nullable Instant> when) {
        List<Long> seconds = all.stream()
                .flatMap(
                        exchange -> Optional.ofNullable(when.apply(exchange))
                                .map(at -> Duration.between(exchange.sentAt, at).toSeconds())
                                .stream())
                .sorted()
                .toList();
        return new StepTimes()
                .count((long) seconds.size())
                .medianSeconds(Results.percentile(seconds, 50))
                .p90Seconds(Results.percentile(seconds, 90));
    }
}
