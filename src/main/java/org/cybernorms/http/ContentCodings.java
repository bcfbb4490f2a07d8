package org.cybernorms.http;

import io.netty.handler.codec.compression.StandardCompressionOptions;
import io.netty.handler.codec.http.HttpContentCompressor;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.List;

/**
 * Decides between {@code gzip} and no content coding (RFC 9110 §12.5.3). For all that follows {@code Accept-Encoding} is
 * {@code gzip} or absent, so that entity tags follow the one decision; the compressor, which has read the header before us,
 * is kept from deciding otherwise. Who refuses both gets no coding.
 */
@ApplicationScoped
class ContentCodings {

    static final String GZIP = "gzip";

    private static final int FIRST = 2_000;
    private static final int AFTER_READY_ANSWERS = 220;
    private static final Compressor COMPRESSOR = new Compressor();
    private static final String OVERRULED = "registry.compressor-overruled";

    void filters(@Observes Filters filters) {
        filters.register(ContentCodings::choose, FIRST);
        filters.register(ContentCodings::watch, AFTER_READY_ANSWERS);
    }

    private static void choose(RoutingContext routing) {
        MultiMap headers = routing.request().headers();
        routing.response().putHeader(HttpHeaders.DATE, DateHeader.now());
        String accepted = headers.get(HttpHeaders.ACCEPT_ENCODING);
        if (accepted != null && !accepted.equals(GZIP)) {
            String all = String.join(",", headers.getAll(HttpHeaders.ACCEPT_ENCODING));
            if (COMPRESSOR.compresses(all) && prefersGzip(all)) {
                headers.set(HttpHeaders.ACCEPT_ENCODING, GZIP);
            } else {
                headers.remove(HttpHeaders.ACCEPT_ENCODING);
                routing.put(OVERRULED, true).response().putHeader(HttpHeaders.CONTENT_ENCODING, HttpHeaders.IDENTITY);
            }
        }
        routing.next();
    }

    /** Quarkus marks answers with {@code identity} that are not to be compressed; no client should see it (§8.4.1). */
    private static void watch(RoutingContext routing) {
        routing.addHeadersEndHandler(end -> {
            HttpServerRequest request = routing.request();
            HttpServerResponse response = routing.response();
            MultiMap headers = response.headers();
            int status = response.getStatusCode();
            if (headers.contains(HttpHeaders.ACCESS_CONTROL_ALLOW_ORIGIN)
                    && !String.join(",", headers.getAll(HttpHeaders.VARY)).contains("Origin")) {
                headers.add(HttpHeaders.VARY, "Origin"); // a cache must not give one origin the answer to another
            }
            boolean empty = request.method() == HttpMethod.HEAD || status == 204 || status == 304;
            if (routing.get(OVERRULED) != null && !empty) {
                headers.set(HttpHeaders.CONTENT_ENCODING, HttpHeaders.IDENTITY); // the compressor removes it
            } else if ((empty || !request.headers().contains(HttpHeaders.ACCEPT_ENCODING))
                    && headers.contains(HttpHeaders.CONTENT_ENCODING, HttpHeaders.IDENTITY, true)) {
                headers.remove(HttpHeaders.CONTENT_ENCODING);
            }
        });
        routing.next();
    }

    /** Of equal weights gzip counts more. */
    static boolean prefersGzip(String acceptEncoding) {
        List<Preferences.Preference> codings = Preferences.of(acceptEncoding);
        double gzip = Math.max(weight(codings, GZIP), weight(codings, "x-gzip"));
        if (gzip < 0) {
            gzip = weight(codings, "*");
        }
        return gzip > 0 && gzip >= weight(codings, "identity");
    }

    /** What the compressor of Netty decides, with the one coding that it is configured for. */
    private static final class Compressor extends HttpContentCompressor {

        Compressor() {
            super(StandardCompressionOptions.gzip());
        }

        boolean compresses(String acceptEncoding) {
            return determineEncoding(acceptEncoding) != null;
        }
    }

    /** Negative where the header does not name a coding. */
    private static double weight(List<Preferences.Preference> codings, String name) {
        return codings.stream()
                .filter(coding -> coding.value().equals(name))
                .mapToDouble(Preferences.Preference::weight)
                .max()
                .orElse(-1);
    }
}
