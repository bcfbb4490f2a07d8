package org.cybernorms.support;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The built service as a process of its own, as an operator runs it. */
public final class Service implements AutoCloseable {

    public static final ObjectMapper JSON = new ObjectMapper();

    /** For a start with the catalogue that ships. */
    public static final Map<String, String> SHIPPED_CATALOGUE = Map.of("REGISTRY_CATALOGUE", "");

    private static final String APP = System.getProperty("registry.app", "target/quarkus-app");
    private static final Pattern LISTENING = Pattern.compile("Listening on: http://[^:]+:(\\d+)");
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final Path data;
    private final Process process;
    private final Path log;

    private Service(Path data, Process process, Path log) {
        this.data = data;
        this.process = process;
        this.log = log;
    }

    /** Starts the service on a free port, with five records unless another catalogue is named, and returns at once. */
    public static Service launch(Path data, Map<String, String> environment) throws IOException {
        return launchAt(0, 0, data, environment);
    }

    /** The same with a port, and one for management; 0 is any that is free. */
    public static Service launchAt(int port, int management, Path data, Map<String, String> environment)
            throws IOException {
        return launch(command(port, management, Path.of(APP, "quarkus-run.jar")), data, environment);
    }

    private static Service launch(List<String> command, Path data, Map<String, String> environment) throws IOException {
        Path log = Files.createTempFile("registry", ".log");
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
        builder.environment().put("REGISTRY_DATA_DIR", data.toString());
        builder.environment().put("REGISTRY_CATALOGUE", Catalogues.FIVE.toString());
        builder.environment().putAll(environment);
        return new Service(data, builder.start(), log);
    }

    /** How a jar is started on a free port. */
    static List<String> command(Path jar) {
        return command(0, 0, jar);
    }

    private static List<String> command(int port, int management, Path jar) {
        return List.of(
                java(),
                "-XX:TieredStopAtLevel=1", // it does not live long enough to be worth more
                "-XX:+UseSerialGC",
                "-Dquarkus.http.port=" + port,
                "-Dquarkus.management.port=" + management,
                "-jar",
                jar.toString());
    }

    static String java() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }

    /** Starts the service and waits until it is ready. */
    public static Service start(Path data, Map<String, String> environment) throws Exception {
        return ready(launch(data, environment));
    }

    /** Starts the service with another command than the one for the jar of this build, and waits until it is ready. */
    static Service start(List<String> command, Path data, Map<String, String> environment) throws Exception {
        return ready(launch(command, data, environment));
    }

    private static Service ready(Service service) throws Exception {
        while (service.port() == 0) {
            if (service.process.waitFor(100, TimeUnit.MILLISECONDS)) {
                throw new IllegalStateException(service.output());
            }
        }
        if (service.get("/health").statusCode() != 200) {
            throw new IllegalStateException("listens and is not ready\n" + service.output());
        }
        return service;
    }

    /** Where it listens; 0 while it does not. */
    public int port() throws IOException {
        Matcher listening = LISTENING.matcher(output());
        return listening.find() ? Integer.parseInt(listening.group(1)) : 0;
    }

    public long pid() {
        return process.pid();
    }

    /** What it has printed. */
    public String output() throws IOException {
        return Files.readString(log);
    }

    /** Waits until it has ended of itself and tells its exit code. */
    public int waitForEnd() throws InterruptedException {
        return process.waitFor();
    }

    /** {@code kill -9}. */
    public void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    public HttpResponse<String> get(String path) throws Exception {
        return send(request(path).GET().build());
    }

    public JsonNode json(String path) throws Exception {
        return JSON.readTree(get(path).body());
    }

    public HttpResponse<String> send(String method, String path, String type, String body, String... headers)
            throws Exception {
        HttpRequest.Builder request = request(path)
                .method(method, HttpRequest.BodyPublishers.ofString(body))
                .header("Content-Type", type);
        return send((headers.length == 0 ? request : request.headers(headers)).build());
    }

    /** Sends a request with these headers and no key. */
    public HttpResponse<String> bare(String method, String path, String body, String... headers) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://localhost:" + port() + path))
                .method(method, HttpRequest.BodyPublishers.ofString(body));
        return send((headers.length == 0 ? request : request.headers(headers)).build());
    }

    private static HttpResponse<String> send(HttpRequest request) throws Exception {
        HttpResponse<String> response = HTTP.send(request, HttpResponse.BodyHandlers.ofString());
        ContractGate.INSTANCE.check(
                request.method(),
                request.uri().getRawPath(),
                new ContractGate.Answer(
                        response.statusCode(), name -> response.headers().firstValue(name), response.body()));
        return response;
    }

    private HttpRequest.Builder request(String path) throws IOException {
        Path key = data.resolve("admin.key");
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://localhost:" + port() + path));
        return Files.exists(key)
                ? request.header("X-API-Key", Files.readString(key).strip())
                : request;
    }

    @Override
    public void close() throws Exception {
        process.destroy();
        process.waitFor();
    }
}
