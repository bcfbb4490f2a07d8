package org.cybernorms.projection;

/**
 * A version, or a part of one, that was found.
 *
 * @param address kind and id of the record: {@code norms/un-gge-2015-13c}
 * @param number the entry
 * @param until the number of the entry that replaced it, {@link #OPEN} where none did
 * @param part 0, or for a part of the record its number, counted from 1
 * @param item what is shown of it to everybody
 */
public record Hit(String address, long number, long until, int part, Item item) {

    /** The end of what is still current. */
    public static final long OPEN = Long.MAX_VALUE;

    public boolean isCurrent() {
        return until == OPEN;
    }

    public String id() {
        return address.substring(address.indexOf('/') + 1);
    }
}
