package org.cybernorms.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Words and choices as uneven as those of real records: few are frequent, most are rare. */
final class Words {

    private static final List<String> FREQUENT = List.of(
            "cyber",
            "security",
            "cooperation",
            "states",
            "information",
            "incident",
            "territory",
            "infrastructure",
            "vulnerability",
            "attribution",
            "treaty",
            "exchange",
            "training",
            "exercise",
            "contact",
            "network",
            "report",
            "response",
            "team",
            "measure",
            "confidence",
            "privacy",
            "rights",
            "supply",
            "chain",
            "assistance",
            "request",
            "mitigation",
            "dialogue",
            "strategy",
            "capacity",
            "cybercrime",
            "evidence",
            "investigation",
            "legislation",
            "ministry",
            "agency",
            "workshop");
    private static final List<String> SYLLABLES = List.of(
            "ba", "cor", "den", "fi", "gal", "hu", "in", "jo", "ker", "lam", "mi", "nor", "o", "pre", "qua", "ri",
            "sol", "tem", "un", "ver", "wil", "xe", "yor", "zan", "é", "ção", "tion", "ment");
    private static final int COUNT = 4_000;

    private final Random random;
    private final List<String> all = new ArrayList<>(FREQUENT);

    Words(long seed) {
        this.random = new Random(seed);
        Random fixed = new Random(7);
        while (all.size() < COUNT) {
            StringBuilder word = new StringBuilder();
            for (int i = 2 + fixed.nextInt(3); i > 0; i--) {
                word.append(SYLLABLES.get(fixed.nextInt(SYLLABLES.size())));
            }
            if (word.length() > 3) {
                all.add(word.toString());
            }
        }
    }

    Random random() {
        return random;
    }

    /** A position below {@code size}; the first ones are by far the most frequent. */
    int skewed(int size) {
        return (int) (size * Math.pow(random.nextDouble(), 2.5));
    }

    <T> T skewed(List<T> values) {
        return values.get(skewed(values.size()));
    }

    boolean chance(int percent) {
        return random.nextInt(100) < percent;
    }

    String word() {
        return skewed(all);
    }

    String words(int count) {
        StringBuilder words = new StringBuilder();
        for (int i = 0; i < count; i++) {
            words.append(i == 0 ? "" : " ").append(word());
        }
        return words.toString();
    }

    /** A text as a JSON object; four in ten have more than one language. */
    String text(int count) {
        StringBuilder text =
                new StringBuilder("{\"en\":\"").append(words(count)).append('"');
        List<String> more = chance(60) ? List.of() : chance(60) ? List.of("fr") : List.of("fr", "es", "pt");
        for (String language : more) {
            text.append(",\"")
                    .append(language)
                    .append("\":\"")
                    .append(words(count))
                    .append('"');
        }
        return text.append('}').toString();
    }

    String date(int from, int to) {
        int year = from + random.nextInt(to - from + 1);
        int month = 1 + random.nextInt(12);
        int day = 1 + random.nextInt(28);
        if (chance(10)) {
            return year + "~";
        }
        return chance(20) ? "%d-%02d".formatted(year, month) : "%d-%02d-%02d".formatted(year, month, day);
    }
}
