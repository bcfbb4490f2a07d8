package org.cybernorms.http;

import java.util.List;
import java.util.function.UnaryOperator;
import org.cybernorms.api.model.Problem;
import org.cybernorms.api.model.Violation;
import org.cybernorms.contract.Schemas;

/** Ends a request with a problem (RFC 9457). */
public final class ProblemException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient Problem problem;
    private final long retryAfter;

    private ProblemException(Problem problem) {
        this(problem, 0);
    }

    private ProblemException(Problem problem, long retryAfter) {
        super(problem.getDetail(), null, false, false);
        this.problem = problem;
        this.retryAfter = retryAfter;
    }

    public static ProblemException of(ProblemType type, String detail) {
        return new ProblemException(problem(type).detail(detail));
    }

    /** With further fields, such as the current {@code etag}. */
    public static ProblemException of(ProblemType type, String detail, UnaryOperator<Problem> members) {
        return new ProblemException(members.apply(problem(type).detail(detail)));
    }

    /** With the violations, at most the first {@link Schemas#MOST_VIOLATIONS} of them. */
    public static ProblemException of(ProblemType type, List<Violation> faults) {
        if (faults.size() > Schemas.MOST_VIOLATIONS) {
            return new ProblemException(problem(type)
                    .detail(Schemas.MOST_VIOLATIONS + " violations are listed; there are more.")
                    .errors(List.copyOf(faults.subList(0, Schemas.MOST_VIOLATIONS))));
        }
        String detail = faults.size() == 1 ? "1 violation was found." : faults.size() + " violations were found.";
        return new ProblemException(problem(type).detail(detail).errors(faults));
    }

    /** Asks to wait (RFC 6585 §4). */
    public static ProblemException tooManyRequests(long seconds) {
        return tooManyRequests("Try again in " + seconds + " seconds.", seconds);
    }

    public static ProblemException tooManyRequests(String detail, long seconds) {
        return new ProblemException(problem(ProblemType.TOO_MANY_REQUESTS).detail(detail), seconds);
    }

    /** Asks to retry later because of overload (RFC 9110 §15.6.4). */
    public static ProblemException unavailable(String detail, long seconds) {
        return new ProblemException(problem(ProblemType.SERVICE_UNAVAILABLE).detail(detail), seconds);
    }

    public static ProblemException invalidParameter(String parameter, String detail) {
        return of(
                ProblemType.INVALID_REQUEST,
                List.of(new Violation().parameter(parameter).detail(detail)));
    }

    static Problem problem(ProblemType type) {
        return new Problem()
                .type("/problems/" + type.slug())
                .title(type.title())
                .status(type.status());
    }

    /** Seconds to wait before a retry ({@code Retry-After}); 0 for none. */
    long retryAfter() {
        return retryAfter;
    }

    public Problem problem() {
        return problem;
    }
}
