package org.cybernorms.http;

import jakarta.enterprise.context.RequestScoped;
import java.util.Objects;
import org.cybernorms.contract.Contract;
import org.jspecify.annotations.Nullable;

/** What this request asks for: its operation in the contract, and its list query. Only resources read it; they pass it on as an argument. */
@RequestScoped
public class CurrentQuery {

    private @Nullable ListQuery query;
    private AnswerShape shape = AnswerShape.PLAIN;
    private Contract.@Nullable Operation operation;

    void begin(Contract.Operation found) {
        operation = found;
    }

    public Contract.Operation operation() {
        return Objects.requireNonNull(operation, "the contract filter has not run");
    }

    void set(ListQuery made, AnswerShape wanted) {
        query = made;
        shape = wanted;
    }

    /** The shape in which the client wants the answer. */
    public AnswerShape shape() {
        return shape;
    }

    public ListQuery get() {
        return Objects.requireNonNull(query, "the contract filter has not run");
    }
}
