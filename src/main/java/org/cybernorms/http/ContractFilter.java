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
import org.cybernorms.api.model.Violation;
import org.cybernorms.contract.Contract;
import org.cybernorms.contract.Schemas;

/**
 * Validates every request against its operation in the contract: required scopes, parameters and their values. All
 * violations are reported at once. An operation that the contract does not have is refused.
 */
@Provider
class ContractFilter implements ContainerRequestFilter {

    private static final Set<String> READS = Set.of(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.OPTIONS);
    private static final String KEY = "X-API-Key";
    private static final Pattern INTEGER = Pattern.compile("-?\\d{1,30}");

    private final Contract contract;
    private final Schemas schemas;
    private final SecurityIdentity caller;
    private final ResourceInfo resource;
    private final CurrentQuery current;
    private final RequestedForm form;
    private final ConditionHeaders conditions;

    ContractFilter(
            Contract contract,
            Schemas schemas,
            SecurityIdentity caller,
            ResourceInfo resource,
            CurrentQuery current,
            RequestedForm form,
            ConditionHeaders conditions) {
        this.contract = contract;
        this.schemas = schemas;
        this.caller = caller;
        this.resource = resource;
        this.current = current;
        this.form = form;
        this.conditions = conditions;
    }

    @Override
    public void filter(ContainerRequestContext request) {
        Contract.Operation operation = operation(request);
        current.begin(operation);
        boolean key = request.getHeaderString(KEY) != null;
        boolean token = request.getHeaderString(HttpHeaders.AUTHORIZATION) != null;
        if (key && token && operation.dependsOnCaller()) {
            throw ProblemException.invalidParameter(HttpHeaders.AUTHORIZATION, "cannot be combined with " + KEY);
        }
        if (operation.dependsOnCaller() && (key || token) && caller.isAnonymous()) {
            throw ProblemException.of(ProblemType.UNAUTHORIZED, ProblemType.UNAUTHORIZED.explanation());
        }
        if (operation.scope() != null && caller.isAnonymous()) {
            throw new UnauthorizedException();
        }
        if (operation.scope() != null && !caller.hasRole(operation.scope())) {
            throw ProblemException.of(ProblemType.FORBIDDEN, "Missing scope `" + operation.scope() + "`.");
        }
        // only what the operation answers with when it succeeds can be asked for; problems come unasked
        form.of(operation.produces()).ifPresent(chosen -> request.getHeaders().putSingle(HttpHeaders.ACCEPT, chosen));
        List<Violation> faults = new ArrayList<>();
        unknown(operation, request, faults);
        for (Contract.Parameter parameter : operation.parameters()) {
            check(parameter, values(parameter, request), faults);
        }
        if (!faults.isEmpty()) {
            throw ProblemException.of(ProblemType.INVALID_REQUEST, faults);
        }
        UriInfo uri = request.getUriInfo();
        current.set(query(operation, uri), AnswerShape.of(uri.getQueryParameters()));
        if (request.getMethod().equals(HttpMethod.PUT) && request.getHeaderString("Content-Range") != null) {
            throw ProblemException.invalidParameter(
                    "Content-Range", "cannot be combined with PUT; send the whole content");
        }
        if (!READS.contains(request.getMethod())
                && operation.parameters().stream().noneMatch(ContractFilter::isIfMatch)) {
            conditions(operation);
        }
    }

    private static boolean isIfMatch(Contract.Parameter parameter) {
        return parameter.name().equalsIgnoreCase(HttpHeaders.IF_MATCH);
    }

    /** Conditions of a change to a resource without versions: no entity tag matches it, and it exists if it can be read. */
    private void conditions(Contract.Operation operation) {
        boolean readable = contract.operation(HttpMethod.GET, operation.path()).isPresent();
        boolean there = readable || !operation.method().equals(HttpMethod.POST);
        boolean creates = readable && operation.method().equals(HttpMethod.PUT) && conditions.createsOnly();
        if (there && !creates ? !conditions.holdFor(null, null) : conditions.hasIfMatch()) {
            throw ProblemException.of(
                    ProblemType.STALE_VERSION,
                    "This resource has no versions. Send the request without If-Match and If-None-Match.");
        }
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

    /** The parameters of the query, typed; they are already validated. */
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

    private static void unknown(Contract.Operation operation, ContainerRequestContext request, List<Violation> faults) {
        Set<String> allowed = operation.query();
        request.getUriInfo().getQueryParameters().keySet().stream()
                .filter(Predicate.not(allowed::contains))
                .limit(Schemas.MOST_VIOLATIONS + 1L)
                .forEach(name -> faults.add(new Violation()
                        .parameter(name.isBlank() ? "(empty)" : name)
                        .detail(
                                allowed.isEmpty()
                                        ? "unknown parameter; this operation has no parameters"
                                        : "unknown parameter; must be one of: " + String.join(", ", allowed))));
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

    private void check(Contract.Parameter parameter, List<String> values, List<Violation> faults) {
        // (without If-Match the operation answers 428)
        if (values.isEmpty() && parameter.required() && !parameter.name().equals(HttpHeaders.IF_MATCH)) {
            faults.add(new Violation().parameter(parameter.name()).detail("is required"));
        }
        if (values.size() > 1 && !parameter.repeats() && !parameter.in().equals("header")) {
            faults.add(new Violation().parameter(parameter.name()).detail("must not be repeated"));
        }
        if (values.size() > parameter.most()) {
            faults.add(new Violation()
                    .parameter(parameter.name())
                    .detail("must have at most " + parameter.most() + " values"));
            return;
        }
        for (String value : values) {
            for (Violation fault : schemas.faultsAt(parameter.schema(), node(parameter.type(), value))) {
                faults.add(new Violation().parameter(parameter.name()).detail(fault.getDetail()));
            }
        }
    }

    private static JsonNode node(String type, String value) {
        if (type.equals("integer") && INTEGER.matcher(value).matches()) {
            return DecimalNode.valueOf(new BigDecimal(value));
        }
        if (type.equals("boolean") && (value.isEmpty() || value.equals("true") || value.equals("false"))) {
            return BooleanNode.valueOf(!value.equals("false")); // "?pretty" alone means true
        }
        return TextNode.valueOf(value);
    }
}
