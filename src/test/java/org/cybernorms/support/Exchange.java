package org.cybernorms.support;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.zip.GZIPInputStream;

/** Requests with exactly the headers that a test names; answers pass the contract gate. */
public final class Exchange {

    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final String root;

    /** @param root the address of the service, without a slash at its end */
    public Exchange(String root) {
        this.root = root;
    }

    /** An answer as it came. */
    public record Answer(int status, HttpResponse<byte[]> response) {

        public String header(String name) {
            return response.headers().firstValue(name).orElse("");
        }

        public boolean has(String name) {
            return response.headers().firstValue(name).isPresent();
        }

        /** Without a content coding. */
        public byte[] bytes() {
            return header("Content-Encoding").equals("gzip") ? unzipped(response.body()) : response.body();
        }

        public String text() {
            return new String(bytes(), StandardCharsets.UTF_8);
        }

        /** The media type without its parameters. */
        public String type() {
            return header("Content-Type").replaceAll("\\s*;.*", "");
        }
    }

    public Answer get(String path, String... headers) {
        return send("GET", path, "", headers);
    }

    /** Headers are names and values in turn; one with an empty value is sent as such. */
    public Answer send(String method, String path, String body, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(root + path))
                .method(
                        method,
                        body.isEmpty()
                                ? HttpRequest.BodyPublishers.noBody()
                                : HttpRequest.BodyPublishers.ofString(body));
        for (int i = 0; i < headers.length; i += 2) {
            request.header(headers[i], headers[i + 1]);
        }
        try {
            Answer answer = answer(HTTP.send(request.build(), HttpResponse.BodyHandlers.ofByteArray()));
            ContractGate.INSTANCE.check(
                    method,
                    path.replaceFirst("\\?.*", ""),
                    new ContractGate.Answer(
                            answer.status,
                            name -> answer.response.headers().firstValue(name),
                            method.equals("HEAD") ? "" : answer.text()));
            return answer;
        } catch (IOException e) {
            throw new UncheckedIOException(method + " " + path, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static Answer answer(HttpResponse<byte[]> response) {
        return new Answer(response.statusCode(), response);
    }

    private static byte[] unzipped(byte[] body) {
        if (body.length == 0) {
            return body;
        }
        try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(body))) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
