package org.cybernorms.http;

import java.sql.SQLException;
import java.sql.SQLTimeoutException;
import java.sql.SQLTransientException;

/** Recognises failures for lack of time or connections, and describes failures in one line. */
final class Overload {

    private static final int LINE = 1_000;
    private static final int DEPTH = 10;

    /** PostgreSQL: the statement took longer than allowed. */
    private static final String CANCELED = "57014";

    private Overload() {}

    static boolean causes(Throwable exception) {
        Throwable cause = exception;
        for (int i = 0; cause != null && i < DEPTH; i++, cause = cause.getCause()) {
            if (cause instanceof SQLTimeoutException
                    || cause instanceof SQLTransientException
                    || (cause instanceof SQLException sql
                            && (CANCELED.equals(sql.getSQLState())
                                    || String.valueOf(sql.getMessage()).contains("cquisition timeout")))) {
                return true;
            }
        }
        return false;
    }

    /** The exception, its causes, and where the first came from. */
    static String describe(Throwable exception) {
        StringBuilder line = new StringBuilder();
        Throwable cause = exception;
        for (int i = 0; cause != null && i < DEPTH; i++, cause = cause.getCause()) {
            line.append(line.isEmpty() ? "" : " <- ").append(cause);
        }
        StackTraceElement[] stack = exception.getStackTrace();
        line.append(stack.length == 0 ? "" : " at " + stack[0]);
        return line.substring(0, Math.min(LINE, line.length())).replaceAll("\\s+", " ");
    }
}
