package org.cybernorms.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.quarkus.security.UnauthorizedException;
import io.quarkus.security.identity.SecurityIdentity;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.NotAllowedException;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.UriInfo;
import jakarta.ws.rs.ext.Provider;
import java.lang.reflect.Method;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.cybernorms.api.model.Fault;
import org.cybernorms.contract.Contract;
import org.cybernorms.contract.Schemas;

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
    private final CurrentQuery current;

    ContractFilter(
            Contract contract, Schemas schemas, SecurityIdentity caller, ResourceInfo resource, CurrentQuery current) {
        this.contract = contract;
        this.schemas = schemas;
        this.caller = caller;
        this.resource = resource;
        this.current = current;
    }

    @Override
    public void filter(ContainerRequestContext request) {
        Contract.Operation operation = operation(request);
        current.begin(operation);
        boolean key = request.getHeaderString(KEY) != null;
        boolean token = request.getHeaderString(HttpHeaders.AUTHORIZATION) != null;
        if (key && token && operation.refusesStrangers()) {
            throw ProblemException.invalidParameter(HttpHeaders.AUTHORIZATION, "cannot be combined with " + KEY);
        }
        if (operation.refusesStrangers() && (key || token) && caller.isAnonymous()) {
            throw ProblemException.of(ProblemType.UNAUTHORIZED, ProblemType.UNAUTHORIZED.explanation());
        }
        for (String scope : operation.scopes()) {
            if (caller.isAnonymous()) {
                throw new UnauthorizedException();
            }
            if (!caller.hasRole(scope)) {
                throw ProblemException.of(ProblemType.FORBIDDEN, "Missing scope `" + scope + "`.");
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
        UriInfo uri = request.getUriInfo();
        current.set(
                query(operation, uri), "true".equals(uri.getQueryParameters().getFirst("bom")));
    }

    /** By the name of the method, or for the operations that all kinds share by the path, with the kind in its place. */
    private Contract.Operation operation(ContainerRequestContext request) {
        Method method = resource.getResourceMethod();
        return contract.operation(method.getName()).orElseGet(() -> {
            Path path = method.getAnnotation(Path.class);
            String kind = request.getUriInfo().getPathParameters().getFirst("kind");
            String name = request.getMethod().equals(HttpMethod.HEAD) ? HttpMethod.GET : request.getMethod();
            return (path == null || kind == null
                            ? Optional.<Contract.Operation>empty()
                            : contract.operation(name, path.value().replace("{kind}", kind)))
                    .orElseThrow(() -> unknownAddress(request.getUriInfo().getPath()));
        });
    }

    private RuntimeException unknownAddress(String path) {
        return contract.methods(path).size() > 1 ? new NotAllowedException("none") : new NotFoundException();
    }

    /** All that the query asks for, typed; the contract has validated it by now. */
    private static ListQuery query(Contract.Operation operation, UriInfo uri) {
        MultivaluedMap<String, String> given = uri.getQueryParameters();
        Map<String, List<String>> filters = new TreeMap<>(given);
        filters.keySet().removeAll(ListQuery.COMMON);
        filters.values().removeIf(List::isEmpty);
        String limit = given.getFirst("limit");
        String validOn = given.getFirst("validOn");
        return new ListQuery(
                ListQuery.address(uri.getRequestUri()),
                filters,
                given.getFirst("q"),
                given.getFirst("sort"),
                limit == null ? operation.limit() : Integer.parseInt(limit),
                given.getFirst("cursor"),
                validOn == null ? null : LocalDate.parse(validOn),
                given.getFirst("asOf"),
                Arrays.asList(uri.getPath(), filters, given.getFirst("q"), given.getFirst("sort"), validOn)
                        .toString()
                        .hashCode());
    }

    /** Only what the operation answers with when it succeeds can be asked for; problems come unasked. */
    private static void accept(Contract.Operation operation, ContainerRequestContext request) {
        String accept = request.getHeaderString(HttpHeaders.ACCEPT);
        boolean acceptable = accept == null
                || accept.equals(MediaType.WILDCARD)
                || operation.produces().isEmpty()
                || operation.produces().contains(accept)
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
        Set<String> allowed = operation.query();
        request.getUriInfo().getQueryParameters().keySet().stream()
                .filter(Predicate.not(allowed::contains))
                .limit(Schemas.MOST_FAULTS + 1L)
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
        if (values.size() > parameter.most()) {
            faults.add(new Fault()
                    .parameter(parameter.name())
                    .detail("may be repeated " + parameter.most() + " times at most"));
            return;
        }
        for (String value : values) {
            for (Fault fault : schemas.faultsAt(parameter.schema(), node(parameter.type(), value))) {
                faults.add(new Fault().parameter(parameter.name()).detail(fault.getDetail()));
            }
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
