package org.cybernorms.access;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A role as it is written in keys and tokens: {@code nominator:parties/cl}.
 *
 * @param kind the kind of record at which it ends; empty for one that does not
 * @param id the record at which it ends
 */
public record Role(String name, String kind, String id) {

    public static final String ADMINISTRATOR = "administrator";

    private static final Pattern FORM = Pattern.compile("(editor|auditor|administrator)"
            + "|(member|nominator):(parties)/([a-z0-9]+(?:-[a-z0-9]+)*)"
            + "|(member|secretariat):(networks)/([a-z0-9]+(?:-[a-z0-9]+)*)");

    /** The role that a text names, if it names one. */
    public static Optional<Role> parse(String text) {
        Matcher form = FORM.matcher(text);
        if (text.length() > 110 || !form.matches()) {
            return Optional.empty();
        }
        int at = form.group(2) != null ? 2 : 5;
        return Optional.of(
                form.group(1) != null
                        ? new Role(form.group(1), "", "")
                        : new Role(form.group(at), form.group(at + 1), form.group(at + 2)));
    }

    /** Whether the role is limited to one party or network. */
    public boolean isBounded() {
        return !kind.isEmpty();
    }

    boolean is(String name, String kind) {
        return this.name.equals(name) && this.kind.equals(kind);
    }

    /** Under what name its holder's changes are recorded. */
    String author() {
        String author = isBounded() ? name + "-of-" + id : name;
        return author.substring(0, Math.min(80, author.length()))
                .toLowerCase(Locale.ROOT)
                .replaceAll("-+$", "");
    }

    @Override
    public String toString() {
        return isBounded() ? name + ":" + kind + "/" + id : name;
    }
}
