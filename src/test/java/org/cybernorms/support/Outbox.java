package org.cybernorms.support;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.eclipse.microprofile.config.ConfigProvider;

/** Messages of a register that has no mail server. */
public final class Outbox {

    private Outbox() {}

    /** The one-time part of the link in the message of an exercise to a contact; waits until it is out. */
    public static String link(String exercise, String contact) {
        Path message = Path.of(
                ConfigProvider.getConfig().getValue("registry.data-dir", String.class),
                "outbox",
                exercise + "_" + contact + "_0_0.eml");
        await().atMost(Duration.ofMinutes(1))
                .until(() -> Files.exists(message) && Files.readString(message).contains("/v1/acknowledgements/"));
        try {
            return WithMail.linkIn(Files.readString(message)).replaceAll(".*/", "");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
