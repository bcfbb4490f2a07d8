package org.cybernorms;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.cybernorms.support.Service;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Clients generated from the contract compile without an edit, and programs with them work with the built jar. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ClientsIT {

    private static final Path FOLDER = Path.of("target/clients").toAbsolutePath();
    private static final String KEY = "a-key-for-this-test-only-0123456789";
    private static final String NO_NPM = "No npm was found; install Node.js 20.19 or later";
    private static final String NO_PYTHON = "No python3 with the module venv was found";
    private static final String JAVA = tool("java");

    @TempDir
    static Path data;

    private Service service;
    private HttpServer newer;
    private int norms;
    private final boolean npm = succeeds("npm", "--version");
    private final boolean python = succeeds("python3", "-m", "venv", "--help");
    private CompletableFuture<Void> java;
    private CompletableFuture<Void> installed;

    @BeforeAll
    void start() throws Exception {
        java = CompletableFuture.runAsync(() -> build("java"));
        installed = npm
                ? CompletableFuture.runAsync(() -> build("npm"))
                : CompletableFuture.failedFuture(new IllegalStateException(NO_NPM));
        service = Service.start(data, Map.of("REGISTRY_CATALOGUE", "", "REGISTRY_ADMIN_KEY", KEY));
        norms = service.json("/v1/norms?limit=200").path("items").size();
        newer = newerRelease(service.get("/v1/norms/un-gge-2015-13c").body());
    }

    @AfterAll
    void stop() throws Exception {
        if (newer != null) {
            newer.stop(0);
        }
        if (service != null) {
            service.close();
        }
    }

    /** A registry of a later release, which adds a field, and a value to a vocabulary. */
    private static HttpServer newerRelease(String norm) throws IOException {
        byte[] answer = norm.replaceFirst("\"character\":\\[[^]]*]", "\"character\":[\"politically-binding\"]")
                .replaceFirst("\\{", "{\"addedField\":{\"any\":1},")
                .getBytes(StandardCharsets.UTF_8);
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/v1/norms/newer", exchange -> {
            exchange.getResponseHeaders().add("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, answer.length);
            exchange.getResponseBody().write(answer);
            exchange.close();
        });
        server.start();
        return server;
    }

    @Test
    void java() throws Exception {
        java.join();
        String classPath =
                FOLDER.resolve("lib") + "/*:" + FOLDER.resolve("java/classes") + ":" + FOLDER.resolve("java/program");
        assertWorks(JAVA, "-cp", classPath, "Program");
    }

    @Test
    void python() throws Exception {
        need(python, NO_PYTHON);
        build("python");
        assertWorks(FOLDER.resolve("python-environment/bin/python").toString(), "src/clients/python/program.py");
    }

    @Test
    void openapiFetch() throws Exception {
        assertWorksInTypeScript("openapi-fetch");
    }

    @Test
    void heyApi() throws Exception {
        assertWorksInTypeScript("hey-api");
    }

    @Test
    void typescriptFetch() throws Exception {
        assertWorksInTypeScript("typescript-fetch");
    }

    private void assertWorksInTypeScript(String client) throws Exception {
        need(npm, NO_NPM);
        installed.join();
        build(client);
        Path program = FOLDER.resolve("typescript/out-" + client + "/" + client + ".js");
        assertWorks("node", program.toString());
    }

    private static void need(boolean found, String message) {
        if ("true".equals(System.getenv("REGISTRY_TEST_ALL"))) {
            assertThat(found).as(message).isTrue();
        }
        Assumptions.assumeTrue(found, message);
    }

    private void assertWorks(String... program) throws Exception {
        Map<String, String> environment = new HashMap<>();
        environment.put("REGISTRY_URL", "http://localhost:" + service.port());
        environment.put(
                "REGISTRY_NEWER_URL", "http://localhost:" + newer.getAddress().getPort());
        environment.put("REGISTRY_ADMIN_KEY", KEY);
        environment.put("PYTHONPATH", FOLDER.resolve("python").toString());
        int before = norms++; // each program creates one
        assertThat(run(environment, program).lines())
                .containsExactly(
                        "frameworks: g7-lucca-2017 un-gge-2015",
                        "norms: " + before,
                        "without key: 0 true",
                        "with key: 3 0",
                        "missing: 404 /problems/not-found",
                        "put back: 0",
                        "reachable: on-duty",
                        "reachable: on-duty",
                        "created: 1",
                        "changed: 2",
                        "stale: 412 /problems/stale-version",
                        "no condition: 428 /problems/precondition-required",
                        "unknown value: politically-binding");
    }

    private static void build(String client) {
        try {
            run(
                    Map.of(),
                    JAVA,
                    "src/build/java/ClientBuild.java",
                    FOLDER.toString(),
                    System.getProperty("registry.version"),
                    client);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static String run(Map<String, String> environment, String... command)
            throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().putAll(environment);
        Process process = builder.start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(output).isZero();
        return output;
    }

    private static boolean succeeds(String... command) {
        try {
            Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return process.waitFor() == 0;
        } catch (IOException e) {
            return false; // there is no such program
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static String tool(String name) {
        return Path.of(System.getProperty("java.home"), "bin", name).toString();
    }
}
