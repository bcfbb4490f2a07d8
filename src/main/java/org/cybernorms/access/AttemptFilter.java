package org.cybernorms.access;

import jakarta.annotation.Priority;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.ext.Provider;
import org.cybernorms.contract.Contract;

/** Counts refused keys and tokens, and stops those who send too many before theirs are looked at. */
@Provider
@Priority(Priorities.AUTHENTICATION)
class AttemptFilter implements ContainerRequestFilter, ContainerResponseFilter {

    private final Attempts attempts;
    private final Contract contract;
    private final ResourceInfo resource;

    AttemptFilter(Attempts attempts, Contract contract, ResourceInfo resource) {
        this.attempts = attempts;
        this.contract = contract;
        this.resource = resource;
    }

    @Override
    public void filter(ContainerRequestContext request) {
        boolean looksAtKeys = contract.operation(resource.getResourceMethod().getName())
                .filter(Contract.Operation::dependsOnCaller)
                .isPresent();
        if (looksAtKeys && hasCredentials(request)) {
            attempts.require();
        }
    }

    @Override
    public void filter(ContainerRequestContext request, ContainerResponseContext response) {
        if (response.getStatus() == 401 && hasCredentials(request)) {
            attempts.wrong();
        }
    }

    private static boolean hasCredentials(ContainerRequestContext request) {
        return request.getHeaderString(KeyMechanism.HEADER) != null
                || request.getHeaderString(HttpHeaders.AUTHORIZATION) != null;
    }
}
