package org.cybernorms.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The packaged service with a data folder of its own. */
final class Registry {

    static final String HEALTH = "/health";

    private final Options options;
    private final Path folder;
    private final Path catalogue;

    /** @param catalogue a generated catalogue; null for the one that ships */
    Registry(Options options, Path folder, Path catalogue) {
        this.options = options;
        this.folder = folder;
        this.catalogue = catalogue;
    }

    /** A start: the process, the seconds until it was ready, and its CPU by then. */
    record Started(ServerProcess process, double seconds, ServerProcess.Cpu cpu) {
        String figures() {
            return "%s s, %s s CPU (%s s of it compilers)"
                    .formatted(Line.number(seconds), Line.number(cpu.seconds()), Line.number(cpu.compilers() / 1e9));
        }
    }

    Started start(List<String> more) throws IOException, InterruptedException {
        int port = ServerProcess.freePort();
        List<String> command = new ArrayList<>(List.of(options.java()));
        command.addAll(options.jvm());
        command.addAll(more);
        command.addAll(List.of("-jar", options.jar().toString()));
        Map<String, String> env = new HashMap<>(options.env());
        env.put("REGISTRY_DATA_DIR", data().toString());
        env.put("QUARKUS_HTTP_PORT", String.valueOf(port));
        env.put("REGISTRY_MANAGEMENT_PORT", "0");
        if (catalogue != null) {
            env.put("REGISTRY_CATALOGUE", catalogue.toString());
        }
        ServerProcess process = ServerProcess.start(command, env, port, folder.resolve("registry.log"));
        double seconds = process.awaitReady(HEALTH, options.loadSeconds());
        return new Started(process, seconds, process.cpu());
    }

    Path data() {
        return folder.resolve("data");
    }

    String key() throws IOException {
        return Files.readString(data().resolve("admin.key")).strip();
    }

    /** What a file or folder takes on disk. */
    static long size(Path path) throws IOException {
        try (Stream<Path> files = Files.walk(path)) {
            return files.filter(Files::isRegularFile)
                    .mapToLong(file -> file.toFile().length())
                    .sum();
        }
    }

    static long databaseSize(Path data) throws IOException {
        try (Stream<Path> files = Files.list(data)) {
            return files.filter(file -> file.toString().endsWith(".db"))
                    .mapToLong(file -> file.toFile().length())
                    .sum();
        }
    }
}
