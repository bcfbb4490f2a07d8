package org.cybernorms.support;

import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;

/** Keeps what is logged in this process, with all parameters and stack traces. */
public final class LogWatch extends Handler {

    private final List<String> lines = new CopyOnWriteArrayList<>();

    private LogWatch() {
        setFormatter(new SimpleFormatter());
    }

    public static LogWatch begin() {
        LogWatch watch = new LogWatch();
        Logger.getLogger("").addHandler(watch);
        return watch;
    }

    public List<String> lines() {
        return lines;
    }

    @Override
    public void publish(LogRecord line) {
        StringBuilder text = new StringBuilder();
        text.append(getFormatter().format(line));
        if (line.getParameters() != null) {
            text.append(' ').append(Arrays.toString(line.getParameters()));
        }
        lines.add(text.toString());
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}
}
