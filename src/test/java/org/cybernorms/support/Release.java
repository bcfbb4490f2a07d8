package org.cybernorms.support;

import java.io.IOException;
import java.lang.module.ModuleDescriptor;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * What a release has left behind: its contract, a small data folder that it wrote, and what it answered about all of it.
 *
 * @param folder {@code openapi.yaml}, {@code data/}, {@code catalogue/}, {@code answers.ndjson}, {@code keys.json}, {@code allowed-changes.txt}
 */
public record Release(Path folder) {

    static final Path ALL = Path.of("src/test/resources/releases");

    private static final String DATABASE = "registry.mv.db";

    /** All releases, oldest first. */
    public static List<Release> all() {
        try (Stream<Path> folders = Files.list(ALL)) {
            return folders.filter(Files::isDirectory)
                    .map(Release::new)
                    .sorted(Comparator.comparing(release -> ModuleDescriptor.Version.parse(release.version())))
                    .toList();
        } catch (IOException e) {
            throw new IllegalStateException("there is no release in " + ALL, e);
        }
    }

    public static Release newest() {
        List<Release> all = all();
        return all.get(all.size() - 1);
    }

    public String version() {
        return folder.getFileName().toString();
    }

    public Path contract() {
        return folder.resolve("openapi.yaml");
    }

    Path data() {
        return folder.resolve("data");
    }

    public Path catalogue() {
        return folder.resolve("catalogue");
    }

    Path answers() {
        return folder.resolve("answers.ndjson");
    }

    Path keys() {
        return folder.resolve("keys.json");
    }

    public Path allowedChanges() {
        return folder.resolve("allowed-changes.txt");
    }

    /** Puts a copy of the data folder there, so that what was frozen stays as it is. */
    public Path copyData(Path target) throws IOException {
        copyFiles(data(), target);
        return target;
    }

    /** Puts the data folder there without its database. */
    public Path copyKeys(Path target) throws IOException {
        copyFiles(data(), target);
        Files.delete(target.resolve(DATABASE));
        return target;
    }

    /** Copies all rows of its database into an empty PostgreSQL. */
    public void copyRows(Path work, String postgreSql) throws Exception {
        ReleaseRows.copy(copyData(work), postgreSql);
    }

    static void copyFiles(Path from, Path to) throws IOException {
        Files.createDirectories(to);
        try (Stream<Path> files = Files.list(from)) {
            for (Path file : files.toList()) {
                Files.copy(file, to.resolve(file.getFileName()));
            }
        }
    }

    @Override
    public String toString() {
        return version();
    }
}
