package org.cybernorms.log;

/** An entry beside the number of the one that took its place ({@link Long#MAX_VALUE} where none did). */
public record Shown(Entry entry, long until) {

    public boolean isCurrent() {
        return until == Head.OPEN;
    }
}
