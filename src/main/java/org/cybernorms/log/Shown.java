package org.cybernorms.log;

/**
 * An entry beside the number of the one that took its place ({@link Long#MAX_VALUE} where none did).
 *
 * @param part 0, or for a part of the record its number, counted from 1
 */
public record Shown(Entry entry, long until, int part) {

    public Shown(Entry entry, long until) {
        this(entry, until, 0);
    }

    public boolean isCurrent() {
        return until == Head.OPEN;
    }
}
