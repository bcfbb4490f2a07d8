package org.cybernorms.http;

import jakarta.enterprise.context.RequestScoped;
import java.util.Objects;
import org.cybernorms.contract.Contract;
import org.jspecify.annotations.Nullable;

/** What this request asks for: its operation in the contract, and its list query. Only resources read it; they pass it on as an argument. */
@RequestScoped
public class CurrentQuery {

    private @Nullable ListQuery query;
    private boolean byteOrderMark;
    private Contract.@Nullable Operation operation;

    void begin(Contract.Operation found) {
        operation = found;
    }

    public Contract.Operation operation() {
        return Objects.requireNonNull(operation, "the contract filter has not run");
    }

    void set(ListQuery made, boolean withByteOrderMark) {
        query = made;
        byteOrderMark = withByteOrderMark;
    }

    /** Whether CSV is to begin with a byte order mark. */
    public boolean asksForByteOrderMark() {
        return byteOrderMark;
    }

    public ListQuery get() {
        return Objects.requireNonNull(query, "the contract filter has not run");
    }
}
