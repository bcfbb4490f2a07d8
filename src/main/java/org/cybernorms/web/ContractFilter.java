package org.cybernorms.web;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.quarkus.security.identity.SecurityIdentity;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.ext.Provider;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.cybernorms.api.model.Fault;

/**
 * Holds every request against its operation in the contract: the scopes that it needs, the parameters that it may
 * have and what they may be. All faults are reported at once. An operation that the contract does not have is refused.
 */
@Provider
class ContractFilter implements ContainerRequestFilter {

    /** A weight of zero: RFC 9110 §12.4.2. */
    private static final Pattern REFUSED = Pattern.compile("0(\\.0*)?");

    private static final String KEY = "X-API-Key";
    private static final Pattern INTEGER = Pattern.compile("-?\\d{1,30}");

    private final Contract contract;
    private final Schemas schemas;
    private final SecurityIdentity caller;
    private final ResourceInfo resource;

    ContractFilter(Contract contract, Schemas schemas, SecurityIdentity caller, ResourceInfo resource) {
        this.contract = contract;
        this.schemas = schemas;
        this.caller = caller;
        this.resource = resource;
    }

    @Override
    public void filter(ContainerRequestContext request) {
        Contract.Operation operation = contract.operation(
                        resource.getResourceMethod().getName())
                .orElseThrow(() -> ProblemException.of(ProblemType.NOT_FOUND, "The contract has no such operation."));
        boolean key = request.getHeaderString(KEY) != null;
        boolean token = request.getHeaderString(HttpHeaders.AUTHORIZATION) != null;
        if (key && token && operation.refusesStrangers()) {
            throw ProblemException.invalidParameter(HttpHeaders.AUTHORIZATION, "must not stand beside " + KEY);
        }
        if (operation.refusesStrangers() && (key || token) && caller.isAnonymous()) {
            throw ProblemException.of(ProblemType.UNAUTHORIZED, ProblemType.UNAUTHORIZED.explanation());
        }
        for (String scope : operation.scopes()) {
            if (!caller.hasRole(scope)) {
                throw ProblemException.of(ProblemType.FORBIDDEN, "The scope " + scope + " is needed.");
            }
        }
        accept(operation, request);
        List<Fault> faults = new ArrayList<>();
        unknown(operation, request, faults);
        for (Contract.Parameter parameter : operation.parameters()) {
            check(parameter, values(parameter, request), faults);
        }
        if (!faults.isEmpty()) {
            throw ProblemException.of(ProblemType.INVALID_REQUEST, faults);
        }
    }

    /** Only what the operation answers with when it succeeds can be asked for; problems come unasked. */
    private static void accept(Contract.Operation operation, ContainerRequestContext request) {
        boolean acceptable = operation.produces().isEmpty()
                || request.getAcceptableMediaTypes().stream()
                        .filter(wanted -> !REFUSED.matcher(
                                        wanted.getParameters().getOrDefault("q", "1"))
                                .matches())
                        .anyMatch(wanted -> operation.produces().stream()
                                .anyMatch(type -> wanted.isCompatible(MediaType.valueOf(type))));
        if (!acceptable) {
            throw ProblemException.of(
                    ProblemType.NOT_ACCEPTABLE, "This address offers " + String.join(", ", operation.produces()) + ".");
        }
    }

    private static void unknown(Contract.Operation operation, ContainerRequestContext request, List<Fault> faults) {
        Set<String> allowed = new TreeSet<>();
        operation.parameters().stream()
                .filter(parameter -> parameter.in().equals("query"))
                .forEach(parameter -> allowed.add(parameter.name()));
        request.getUriInfo().getQueryParameters().keySet().stream()
                .filter(Predicate.not(allowed::contains))
                .forEach(name -> faults.add(new Fault()
                        .parameter(name.isBlank() ? "(empty)" : name)
                        .detail(
                                allowed.isEmpty()
                                        ? "is not a parameter here; there are none"
                                        : "is not a parameter here; there are: " + String.join(", ", allowed))));
    }

    private static List<String> values(Contract.Parameter parameter, ContainerRequestContext request) {
        List<String> values =
                switch (parameter.in()) {
                    case "query" -> request.getUriInfo().getQueryParameters().get(parameter.name());
                    case "path" -> request.getUriInfo().getPathParameters().get(parameter.name());
                    default -> request.getHeaders().get(parameter.name());
                };
        return values == null ? List.of() : values;
    }

    private void check(Contract.Parameter parameter, List<String> values, List<Fault> faults) {
        if (values.isEmpty() && parameter.required()) {
            faults.add(new Fault().parameter(parameter.name()).detail("is required"));
        }
        if (values.size() > 1 && !parameter.repeats() && !parameter.in().equals("header")) {
            faults.add(new Fault().parameter(parameter.name()).detail("must be given once only"));
        }
        if (values.size() > parameter.schema().path("maxItems").asInt(Integer.MAX_VALUE)) {
            faults.add(new Fault()
                    .parameter(parameter.name())
                    .detail("may be repeated " + parameter.schema().path("maxItems") + " times at most"));
            return;
        }
        Contract.Parameter one = parameter.repeats()
                ? new Contract.Parameter(
                        parameter.name(),
                        parameter.in(),
                        true,
                        contract.resolve(parameter.schema().path("items")))
                : parameter;
        for (String value : values) {
            schemas.faults(one, node(one.schema().path("type").asText(), value))
                    .forEach(detail ->
                            faults.add(new Fault().parameter(parameter.name()).detail(detail)));
        }
    }

    private static JsonNode node(String type, String value) {
        if (type.equals("integer") && INTEGER.matcher(value).matches()) {
            return DecimalNode.valueOf(new BigDecimal(value));
        }
        if (type.equals("boolean") && (value.equals("true") || value.equals("false"))) {
            return BooleanNode.valueOf(Boolean.parseBoolean(value));
        }
        return TextNode.valueOf(value);
    }
}
