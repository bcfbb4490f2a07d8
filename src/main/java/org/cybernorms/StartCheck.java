package org.cybernorms;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import org.eclipse.microprofile.config.Config;
import org.jspecify.annotations.Nullable;

/**
 * Looks at what a start needs of the machine before anything else starts, so that a port that is taken or a data folder
 * that cannot be used is one line and not the traces of a database that gives up.
 */
final class StartCheck {

    /** Locked as long as the process lives; a process that was killed leaves it unlocked. */
    private static final String LOCK = "process.lock";

    private static final int DEFAULT_PORT = 8080;

    /** Kept, because a channel that nobody knows any more is closed and its lock with it. */
    private static @Nullable FileChannel held;

    private StartCheck() {}

    /** Takes the data folder for this process; says in one line why the service cannot start, if it cannot. */
    static Optional<String> run(Config config) {
        String host = config.getOptionalValue("quarkus.http.host", String.class).orElse("0.0.0.0");
        int port = config.getOptionalValue("quarkus.http.port", Integer.class).orElse(DEFAULT_PORT);
        Path data = Path.of(config.getValue("registry.data-dir", String.class));
        return open(host, port).or(() -> take(data.toAbsolutePath().normalize()));
    }

    private static Optional<String> open(String host, int port) {
        InetSocketAddress address = new InetSocketAddress(host, port);
        if (port == 0 || address.isUnresolved()) {
            return Optional.empty();
        }
        try (ServerSocket socket = new ServerSocket()) {
            socket.bind(address);
            return Optional.empty();
        } catch (IOException e) {
            return Optional.of("port " + port + " cannot be opened (" + e.getMessage()
                    + "). Set QUARKUS_HTTP_PORT to use another port.");
        }
    }

    private static Optional<String> take(Path data) {
        try {
            Files.createDirectories(data);
            held = FileChannel.open(data.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            return held.tryLock() == null
                    ? Optional.of("the data folder " + data + " is in use by another process.")
                    : Optional.empty();
        } catch (IOException e) {
            return Optional.of("the data folder " + data + " cannot be written (" + e
                    + "). Set REGISTRY_DATA_DIR to use another folder.");
        }
    }
}
