package org.cybernorms.contract;

import com.networknt.schema.Error;
import com.networknt.schema.ExecutionContext;

/** A validation that stops after a number of errors; the library itself reports only the first error or all. */
final class BoundedExecution extends ExecutionContext {

    /** More than are reported, because two keywords may report the same violation. */
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

    /** Ends a validation early; the errors until then are in the execution. */
    static final class Enough extends RuntimeException {

        private static final long serialVersionUID = 1L;

        private Enough() {
            super("enough errors", null, false, false);
        }
    }
}
