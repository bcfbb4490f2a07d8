package org.cybernorms.support;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What may differ from a release although no client of it survives the change: a short file that is reviewed. It goes
 * with version 1.0.
 *
 * @param contract pointers into the contract
 * @param answers patterns of differences between answers
 */
public record AllowedChanges(List<String> contract, List<Pattern> answers) {

    private static final Pattern LINE = Pattern.compile("(contract|answers) (\\S.*?) # (\\S.*)");

    public static AllowedChanges since(Release release) throws IOException {
        AllowedChanges allowed = new AllowedChanges(new ArrayList<>(), new ArrayList<>());
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
                    + ": not \"contract <pointer> # <reason>\" and not \"answers <pattern> # <reason>\": " + line);
        }
        if (parts.group(1).equals("contract")) {
            contract.add(parts.group(2));
        } else {
            answers.add(Pattern.compile(parts.group(2)));
        }
    }
}
