package org.cybernorms.support;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A real Keycloak with two realms, as a process of its own. */
public final class Keycloak implements AutoCloseable {

    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final Process process;
    private final int port;

    private Keycloak(Process process, int port) {
        this.process = process;
        this.port = port;
    }

    /** Starts it and waits until both realms are there. */
    public static Keycloak start() throws Exception {
        Path home = Path.of(System.getProperty("keycloak.home"));
        Path realms = Files.createDirectories(home.resolve("data/import"));
        try (Stream<Path> files = Files.list(Path.of("src/test/resources/keycloak"))) {
            for (Path file : files.toList()) {
                Files.copy(file, realms.resolve(file.getFileName()), StandardCopyOption.REPLACE_EXISTING);
            }
        }
        Path script = home.resolve("bin/kc.sh");
        if (!script.toFile().setExecutable(true)) {
            throw new IOException(script + " cannot be made executable");
        }
        int port = freePort();
        Path log = Files.createTempFile("keycloak", ".log");
        ProcessBuilder builder = new ProcessBuilder(
                        script.toString(), "start-dev", "--import-realm", "--http-port=" + port, "--cache=local")
                .redirectErrorStream(true)
                .redirectOutput(log.toFile());
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        Keycloak keycloak = new Keycloak(builder.start(), port);
        while (!keycloak.isUp()) {
            if (keycloak.process.waitFor(500, TimeUnit.MILLISECONDS)) {
                throw new IllegalStateException(Files.readString(log));
            }
        }
        return keycloak;
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    private boolean isUp() throws InterruptedException {
        try {
            return get(issuer("registry")) == 200 && get(issuer("other")) == 200;
        } catch (IOException e) {
            return false;
        }
    }

    private static int get(String address) throws IOException, InterruptedException {
        return HTTP.send(HttpRequest.newBuilder(URI.create(address)).build(), HttpResponse.BodyHandlers.discarding())
                .statusCode();
    }

    /** The issuer of a realm's tokens. */
    public String issuer(String realm) {
        return "http://localhost:" + port + "/realms/" + realm;
    }

    /** The public signing key of a realm as the provider shows it, in Base64. */
    public String publicKey(String realm) throws Exception {
        return json(HttpRequest.newBuilder(URI.create(issuer(realm))).build())
                .path("public_key")
                .asText();
    }

    /** An access token of a user through a client. */
    public String token(String realm, String client, String user) throws Exception {
        Map<String, String> form =
                Map.of("grant_type", "password", "client_id", client, "username", user, "password", "test");
        String body = form.entrySet().stream()
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        JsonNode answer = json(HttpRequest.newBuilder(URI.create(issuer(realm) + "/protocol/openid-connect/token"))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build());
        if (!answer.has("access_token")) {
            throw new IllegalStateException(answer.toString());
        }
        return answer.path("access_token").asText();
    }

    private static JsonNode json(HttpRequest request) throws Exception {
        return Service.JSON.readTree(
                HTTP.send(request, HttpResponse.BodyHandlers.ofString()).body());
    }

    @Override
    public void close() throws Exception {
        process.descendants().forEach(ProcessHandle::destroy);
        process.destroy();
        process.waitFor();
    }
}
