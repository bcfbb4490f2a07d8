package org.cybernorms.directory.delivery;

import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Hands messages to the mail server; where none is configured, puts them into the folder {@code outbox} of the data
 * folder, so that everything can be tried without one.
 */
@ApplicationScoped
class MailSender {

    /** A header has one line. */
    private static final Pattern CONTROL = Pattern.compile("[\\p{Cntrl}\\u0085\\u2028\\u2029]+");

    /** What became of a message. */
    enum DeliveryStatus {
        sent,
        /** The server refuses the recipient for good (RFC 5321 §4.2.1, 5yz); other refusals are the operator's business. */
        refused,
        /** It was not handed over and may be tried again. */
        later,
        /** It may have been handed over or not. */
        unknown
    }

    private final Optional<SmtpSender> server;
    private final String from;
    private final Path outbox;

    MailSender(
            SmtpSender server,
            @ConfigProperty(name = "registry.mail-from") String from,
            @ConfigProperty(name = "registry.data-dir") String folder) {
        this.server = Optional.of(server).filter(SmtpSender::isThere);
        this.from = from;
        this.outbox = Path.of(folder, "outbox");
    }

    /**
     * Sends a text.
     *
     * @param name what the register calls it; it names no person
     * @param reference by which a returned message is told; nobody can guess it
     */
    DeliveryStatus send(String name, String reference, String to, String subject, String text) {
        String line = CONTROL.matcher(subject).replaceAll(" ");
        if (server.isPresent()) {
            return server.get().send(opaque(name), reference, from, to, line, text);
        }
        write(name, to, line, text);
        return DeliveryStatus.sent;
    }

    /** One format for all, so that the log of the service does not reveal the contents of a message. */
    private static String opaque(String name) {
        return UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8)).toString();
    }

    private void write(String name, String to, String subject, String text) {
        try {
            Files.createDirectories(outbox);
            if (outbox.getFileSystem().supportedFileAttributeViews().contains("posix")) {
                Files.setPosixFilePermissions(outbox, PosixFilePermissions.fromString("rwx------"));
            }
            String content = "From: " + from + "\r\nTo: " + to + "\r\nSubject: " + subject
                    + "\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n" + text;
            Files.writeString(outbox.resolve(name.replace('/', '_') + ".eml"), content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
