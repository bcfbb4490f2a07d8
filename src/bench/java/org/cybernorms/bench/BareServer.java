package org.cybernorms.bench;

import io.vertx.core.AbstractVerticle;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * A bare Vert.x server that sends recorded answers of the registry and does nothing else: the one of the same address, or
 * for an address of which there is none, one of all (chosen by the address). It has as many event loops as the registry.
 */
final class BareServer extends AbstractVerticle {

    static final String READY = "/bench/ready";
    private static final String RECORDINGS = "/bench/recordings?";
    private static final Set<String> OWN = Set.of("content-length", "transfer-encoding", "connection");

    private record Page(int status, MultiMap headers, Buffer body) {}

    private record Pages(Map<String, Page> exact, List<Page> all) {}

    private static volatile Pages pages = new Pages(Map.of(), List.of());

    private final int port;

    private BareServer(int port) {
        this.port = port;
    }

    public static void main(String[] arguments) {
        int port = Integer.parseInt(arguments[0]);
        int loops = 2 * Runtime.getRuntime().availableProcessors();
        Vertx.vertx()
                .deployVerticle(() -> new BareServer(port), new DeploymentOptions().setInstances(loops))
                .onFailure(e -> {
                    System.err.println("The bare server did not start: " + e);
                    System.exit(1);
                });
    }

    /** Tells a running server to send these answers from now on. */
    static void record(int port, List<Client.Recorded> recorded, Path file) throws IOException {
        try (DataOutputStream out = new DataOutputStream(Files.newOutputStream(file))) {
            out.writeInt(recorded.size());
            for (Client.Recorded each : recorded) {
                out.writeUTF(each.target());
                out.writeInt(each.answer().status());
                out.writeInt(each.answer().headers().size());
                for (String[] header : each.answer().headers()) {
                    out.writeUTF(header[0]);
                    out.writeUTF(header[1]);
                }
                out.writeInt(each.answer().body().length);
                out.write(each.answer().body());
            }
        }
        int status = Client.ask(port, Client.Request.get(RECORDINGS + file), 10).status();
        if (status != 200) {
            throw new IllegalStateException("the bare server answers " + status);
        }
    }

    @Override
    public void start() {
        vertx.createHttpServer().requestHandler(this::handle).listen(port, "localhost");
    }

    private void handle(HttpServerRequest request) {
        String uri = request.uri();
        if (uri.startsWith("/bench/")) {
            if (uri.startsWith(RECORDINGS)) {
                read(Path.of(uri.substring(RECORDINGS.length())));
            }
            request.response().end();
            return;
        }
        Pages now = pages;
        Page exact = now.exact().get(uri);
        Page page = exact != null
                ? exact
                : now.all().get(Math.floorMod(uri.hashCode(), now.all().size()));
        if (request.headers().contains("content-length")) {
            request.bodyHandler(body -> send(page, request.response()));
        } else {
            send(page, request.response());
        }
    }

    private static void send(Page page, HttpServerResponse response) {
        response.setStatusCode(page.status()).headers().addAll(page.headers());
        if (page.status() == 304) {
            response.end();
        } else {
            response.end(page.body());
        }
    }

    private static void read(Path file) {
        try (DataInputStream in = new DataInputStream(new BufferedInputStream(Files.newInputStream(file)))) {
            Map<String, Page> exact = new HashMap<>();
            List<Page> all = new ArrayList<>();
            int count = in.readInt();
            for (int i = 0; i < count; i++) {
                String target = in.readUTF();
                int status = in.readInt();
                MultiMap headers = MultiMap.caseInsensitiveMultiMap();
                for (int left = in.readInt(); left > 0; left--) {
                    String name = in.readUTF();
                    String value = in.readUTF();
                    if (!OWN.contains(name.toLowerCase(Locale.ROOT))) {
                        headers.add(name, value);
                    }
                }
                Page page = new Page(status, headers, Buffer.buffer(in.readNBytes(in.readInt())));
                exact.put(target, page);
                all.add(page);
            }
            pages = new Pages(exact, all);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
