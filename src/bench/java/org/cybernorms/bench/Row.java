package org.cybernorms.bench;

import java.util.List;
import java.util.function.Supplier;
import org.cybernorms.bench.Client.Request;

/**
 * One kind of request that is measured on both servers in turn.
 *
 * @param name what selects it ({@code -Dbench.rows})
 * @param bound the target: how many times the bare server's CPU it may take, or microseconds where {@code absolute}
 * @param requests what is asked, made when the row is measured; repeated for ever where {@code hot}, otherwise
 *     each is sent to the registry once at most
 */
record Row(
        String name,
        String work,
        String target,
        double bound,
        boolean absolute,
        int connections,
        boolean hot,
        Supplier<List<Request>> requests) {

    static Row hot(String name, String work, double bound, int connections, Request request) {
        return new Row(
                name, work, "≤ " + Line.number(bound) + " ×", bound, false, connections, true, () -> List.of(request));
    }

    static Row first(String name, String work, double bound, int connections, Supplier<List<Request>> requests) {
        return new Row(name, work, "≤ " + Line.number(bound) + " ×", bound, false, connections, false, requests);
    }
}
