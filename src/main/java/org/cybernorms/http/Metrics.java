package org.cybernorms.http;

import io.micrometer.core.instrument.config.MeterFilter;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.Set;

/** What is not counted: sizes and connections would show when something passes that has no other count. */
class Metrics {

    private static final Set<String> TELLING =
            Set.of("http.server.bytes.read", "http.server.bytes.written", "http.server.connections");

    @Produces
    @Singleton
    MeterFilter discreet() {
        return MeterFilter.deny(meter -> TELLING.contains(meter.getName()));
    }
}
