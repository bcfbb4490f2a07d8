package org.cybernorms.http;

import java.util.LinkedHashSet;
import java.util.Set;
import java.util.TreeSet;

/**
 * The languages of what is shown.
 *
 * @param all every language of its texts
 * @param first those that come first because the reader prefers them
 * @param moved those that had to be moved to the first place
 */
public record LanguageUse(Set<String> all, Set<String> first, Set<String> moved) {

    public LanguageUse() {
        this(new TreeSet<>(), new LinkedHashSet<>(), new TreeSet<>());
    }

    public void addAll(LanguageUse other) {
        all.addAll(other.all);
        first.addAll(other.first);
        moved.addAll(other.moved);
    }
}
