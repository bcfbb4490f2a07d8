package org.cybernorms.contract;

import com.networknt.schema.Error;
import com.networknt.schema.ExecutionContext;

/** A validation that stops when it has found enough: the library by itself knows only the first fault or all of them. */
final class BoundedExecution extends ExecutionContext {

    /** More than are reported, since two keywords may find the same fault. */
    private static final int ENOUGH = 10 * Schemas.MOST_VIOLATIONS;

    BoundedExecution() {
        executionConfig(config -> config.formatAssertionsEnabled(true));
    }

    @Override
    public void addError(Error error) {
        super.addError(error);
        if (getErrors().size() >= ENOUGH) {
            throw new Enough();
        }
    }

    /** Ends a validation early; what was found until then is in the execution. */
    static final class Enough extends RuntimeException {

        private static final long serialVersionUID = 1L;

        private Enough() {
            super("enough faults", null, false, false);
        }
    }
}
