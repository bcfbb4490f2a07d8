package org.cybernorms.log;

import java.sql.SQLException;

/** The database failed while the log was read or written; the cause says why. */
public final class LogException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    LogException(String message, SQLException cause) {
        super(message, cause);
    }
}
