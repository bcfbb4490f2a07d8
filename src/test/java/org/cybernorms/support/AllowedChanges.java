package org.cybernorms.support;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What may differ from a release although no client of it survives the change: a short file that is reviewed. It goes
 * with version 1.0.
 *
 * @param contract pointers into the contract
 * @param answers patterns of differences between answers
 * @param renamed names of properties, and the name under which each is found now
 */
public record AllowedChanges(List<String> contract, List<Pattern> answers, Map<String, String> renamed) {

    private static final Pattern LINE = Pattern.compile("(contract|answers|renamed) (\\S.*?) # (\\S.*)");

    public static AllowedChanges since(Release release) throws IOException {
        AllowedChanges allowed = new AllowedChanges(new ArrayList<>(), new ArrayList<>(), new HashMap<>());
        for (String line : Files.readAllLines(release.allowedChanges())) {
            if (!line.isBlank() && !line.startsWith("#")) {
                allowed.add(release, line);
            }
        }
        return allowed;
    }

    private void add(Release release, String line) {
        Matcher parts = LINE.matcher(line);
        if (!parts.matches()) {
            throw new IllegalArgumentException(release.allowedChanges()
                    + ": not \"contract <pointer> # <reason>\", \"answers <pattern> # <reason>\" or \"renamed <before> <after> # <reason>\": "
                    + line);
        }
        String what = parts.group(2);
        switch (parts.group(1)) {
            case "contract" -> contract.add(what);
            case "answers" -> answers.add(Pattern.compile(what));
            default -> renamed.put(what.split(" ")[0], what.split(" ")[1]);
        }
    }
}
