package org.cybernorms.support;

import io.restassured.response.Response;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/** Answers as texts: status line, headers and body. */
public final class Answers {

    private static final Pattern CHANGING = Pattern.compile(
            "(?mi)^(ETag|Memento-Datetime|Transfer-Encoding|RateLimit|RateLimit-Policy|Last-Modified|Date|Content-Length)=.*\n?"
                    + "|\\{[^{}]*\"path\":\"/acceptances/\\d+/changedAt\"[^{}]*},"
                    + "|,?\\{[^{}]*\"path\":\"/acceptances/\\d+/changedAt\"[^{}]*}"
                    + "|\\d{4}-?\\d\\d-?\\d\\dT[\\d:.]+Z|urn:uuid:\\S+");

    private Answers() {}

    /** All of an answer; the folded lines of a card are put together. */
    public static String whole(Response response) {
        return response.statusLine() + "\n" + response.headers() + "\n"
                + new String(response.asByteArray(), StandardCharsets.UTF_8).replace("\r\n ", "");
    }

    /** All but what differs from one answer to the next: tags, times and lengths. */
    public static String comparable(Response response) {
        return CHANGING.matcher(whole(response)).replaceAll("");
    }
}
