package org.cybernorms.support;

import java.util.regex.Pattern;
import org.cybernorms.api.model.TlpLabel;

/**
 * Something unmistakable that stands in a restricted member of a record and nowhere else.
 *
 * @param place where it stands
 * @param reach how far it may be shared
 * @param text what was planted
 * @param form as what it would be found
 * @param isRecord whether it is the id of another record, whose existence is no secret
 */
public record Secret(String place, TlpLabel reach, String text, Pattern form, boolean isRecord) {

    static Secret word(String place, TlpLabel reach, String text) {
        return new Secret(place, reach, text, Pattern.compile(Pattern.quote(text)), false);
    }

    public boolean isIn(String answer) {
        return form.matcher(answer).find();
    }

    /** Whether a search could be asked for it. */
    public boolean isWord() {
        return text.matches("zq[a-z0-9]+") && !isRecord;
    }

    @Override
    public String toString() {
        return place + " (" + text + ")";
    }
}
