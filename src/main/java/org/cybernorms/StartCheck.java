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

    private static final int DEFAULT_MANAGEMENT_PORT = 9000;

    private static final String OTHER_FOLDER = " Set REGISTRY_DATA_DIR to another folder.";

    /** Kept, because a channel that nobody knows any more is closed and its lock with it. */
    private static @Nullable FileChannel held;

    private StartCheck() {}

    /** Takes the data folder for this process; returns in one line why the service cannot start, if it cannot. */
    static Optional<String> run(Config config) {
        Path data = Path.of(config.getValue("registry.data-dir", String.class));
        return open(config, "quarkus.http", DEFAULT_PORT, "QUARKUS_HTTP_PORT")
                .or(() -> open(config, "quarkus.management", DEFAULT_MANAGEMENT_PORT, "REGISTRY_MANAGEMENT_PORT"))
                .or(() -> take(data.toAbsolutePath().normalize()));
    }

    private static Optional<String> open(Config config, String name, int defaultPort, String variable) {
        String host = config.getOptionalValue(name + ".host", String.class).orElse("0.0.0.0");
        int port = config.getOptionalValue(name + ".port", Integer.class).orElse(defaultPort);
        InetSocketAddress address = new InetSocketAddress(host, port);
        if (port == 0 || address.isUnresolved()) {
            return Optional.empty();
        }
        try (ServerSocket socket = new ServerSocket()) {
            socket.bind(address);
            return Optional.empty();
        } catch (IOException e) {
            return Optional.of("port " + port + " cannot be opened (" + e.getMessage() + "). Set " + variable
                    + " to a free port.");
        }
    }

    private static Optional<String> take(Path data) {
        try {
            Files.createDirectories(data);
            held = FileChannel.open(data.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            return held.tryLock() == null
                    ? Optional.of("the data folder " + data + " is in use by another process." + OTHER_FOLDER)
                    : Optional.empty();
        } catch (IOException e) {
            return Optional.of("the data folder " + data + " is not writable (" + e + ")." + OTHER_FOLDER);
        }
    }
}
