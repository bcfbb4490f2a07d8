package org.cybernorms.http;

import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import jakarta.annotation.Priority;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.ext.Provider;

/** Does not begin work that waited for a thread until its client had gone. No single request works so long that it pays to look again. */
@Provider
@Priority(0) // before all else, on the thread that does the work
class WaitingClient implements ContainerRequestFilter {

    private final CurrentVertxRequest current;

    WaitingClient(CurrentVertxRequest current) {
        this.current = current;
    }

    @Override
    public void filter(ContainerRequestContext request) {
        if (current.getCurrent().response().closed()) {
            throw ProblemException.of(ProblemType.REQUEST_TIMEOUT, "The client has closed the connection.");
        }
    }
}
