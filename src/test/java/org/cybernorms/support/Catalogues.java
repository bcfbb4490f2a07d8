package org.cybernorms.support;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Folders of catalogue files with which tests start the built service. */
public final class Catalogues {

    /** Five records: what a start needs when it is not about the catalogue. */
    public static final Path FIVE = Path.of("src/test/resources/five-records").toAbsolutePath();

    private static final Path SHIPPED = Path.of("src/main/resources/catalogue");
    private static final String CONTENTS = "contents.yaml";

    private Catalogues() {}

    /** A copy of the five records, to be changed. */
    public static Path copyOfFive(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(FIVE)) {
            for (Path file : files.toList()) {
                Files.copy(file, folder.resolve(file.getFileName()));
            }
        }
        return folder;
    }

    /** The five records, and the invented parties, contacts and exercise of the training network as they ship. */
    public static Path withTraining(Path folder) throws IOException {
        Files.copy(SHIPPED.resolve("training.yaml"), copyOfFive(folder).resolve("training.yaml"));
        return folder;
    }

    /** How many records of each kind ship, contents of documents too. */
    public static Map<String, Integer> shippedCounts() throws IOException {
        Map<String, Integer> counts = new TreeMap<>();
        YAMLMapper yaml = new YAMLMapper();
        for (JsonNode entry : yaml.readTree(SHIPPED.resolve(CONTENTS).toFile())) {
            String name = entry.asText();
            if (name.endsWith(".txt")) {
                counts.merge("contents", 1, Integer::sum);
                continue;
            }
            JsonNode file = yaml.readTree(SHIPPED.resolve(name).toFile());
            if (file.isArray()) {
                counts.merge(name.replace(".yaml", ""), file.size(), Integer::sum);
            } else {
                file.properties()
                        .forEach(kind ->
                                counts.merge(kind.getKey(), kind.getValue().size(), Integer::sum));
            }
        }
        return counts;
    }
}
