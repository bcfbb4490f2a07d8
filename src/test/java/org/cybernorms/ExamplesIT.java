package org.cybernorms;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.cybernorms.support.Service;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The scripts in {@code examples} and the requests of the README, run as a reader runs them. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ExamplesIT {

    private static final String README_ADDRESS = "http://localhost:8080";
    private static final int MINUTES = 5;

    @TempDir
    static Path folder;

    private Service service;

    @BeforeAll
    void start() throws Exception {
        boolean tools = works("bash", "-c", "curl --version && sed --version");
        if ("true".equals(System.getenv("REGISTRY_TEST_ALL"))) {
            assertThat(tools).as("bash, curl and sed are needed").isTrue();
        }
        Assumptions.assumeTrue(tools, "The examples need bash, curl and sed, which were not found");
        service = Service.start(folder.resolve("data"), Service.SHIPPED_CATALOGUE);
    }

    @AfterAll
    void stop() throws Exception {
        if (service != null) {
            service.close();
        }
    }

    static Stream<Path> scripts() throws IOException {
        try (Stream<Path> files = Files.list(Path.of("examples"))) {
            return files.filter(Files::isExecutable).sorted().toList().stream();
        }
    }

    @ParameterizedTest
    @MethodSource("scripts")
    void anExampleRunsMoreThanOnce(Path script) throws Exception {
        for (int run = 0; run < 2; run++) {
            Run done = run(List.of("bash", script.toAbsolutePath().toString()));
            assertThat(done.exitCode()).as(done.output()).isZero();
            assertThat(done.output()).contains("\n# ", "$ curl ").doesNotContain(administratorKey());
        }
    }

    @Test
    void anExampleEndsAtTheFirstUnexpectedStatus() throws Exception {
        Path script = folder.resolve("failing.sh");
        Files.writeString(
                script,
                ". '" + Path.of("examples/common.sh").toAbsolutePath()
                        + "'\ncurl \"$REGISTRY/v1/norms/none\"\nstep on\n");
        Run failing = run(List.of("bash", script.toString()));
        assertThat(failing.exitCode()).isNotZero();
        assertThat(failing.output()).contains("/problems/not-found").doesNotContain("# on");
        Files.writeString(
                script,
                ". '" + Path.of("examples/common.sh").toAbsolutePath()
                        + "'\nrefused 410 \"$REGISTRY/v1/norms\"\nstep on\n");
        Run accepted = run(List.of("bash", script.toString()));
        assertThat(accepted.exitCode()).isNotZero();
        assertThat(accepted.output()).contains("expected status 410").doesNotContain("# on");
    }

    @Test
    void eachRequestOfTheReadmeWorksAsItIsShown() throws Exception {
        List<String> requests;
        try (Stream<String> lines = Files.lines(Path.of("README.md"))) {
            requests = lines.filter(line -> line.startsWith("curl ")).toList();
        }
        assertThat(requests).hasSizeGreaterThanOrEqualTo(5).allMatch(request -> request.contains(README_ADDRESS));
        for (String request : requests) {
            String here = request.replace(README_ADDRESS, address()).replace("curl ", "curl --fail-with-body -sS ");
            Run done = run(List.of("bash", "-c", here));
            assertThat(done.exitCode()).as(request + "\n" + done.output()).isZero();
            assertThat(done.output().lines().count()).as(request).isGreaterThan(5);
        }
    }

    private record Run(int exitCode, String output) {}

    private Run run(List<String> command) throws Exception {
        Path output = folder.resolve("output");
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        builder.environment()
                .putAll(Map.of(
                        "REGISTRY", address(),
                        "DATA", folder.resolve("data").toString(),
                        "FOLDER", folder.resolve("copy").toString()));
        Process process = builder.start();
        if (!process.waitFor(MINUTES, TimeUnit.MINUTES)) {
            process.destroyForcibly();
            throw new AssertionError(command + " takes too long\n" + Files.readString(output));
        }
        return new Run(process.exitValue(), Files.readString(output));
    }

    private String address() throws IOException {
        return "http://localhost:" + service.port();
    }

    private String administratorKey() throws IOException {
        return Files.readString(folder.resolve("data/admin.key")).strip();
    }

    private static boolean works(String... command) throws InterruptedException {
        try {
            return new ProcessBuilder(command)
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException e) {
            return false;
        }
    }
}
