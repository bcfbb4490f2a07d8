package org.cybernorms.assurance;

import io.quarkus.mailer.Mail;
import io.quarkus.mailer.Mailer;
import io.vertx.ext.mail.SMTPException;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.regex.Pattern;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/**
 * Hands messages to the mail server; where none is configured, puts them into the folder {@code outbox} of the data
 * folder, so that everything can be tried without one.
 */
@ApplicationScoped
class Post {

    private static final Logger LOG = Logger.getLogger(Post.class);

    /** A header has one line. */
    private static final Pattern CONTROL = Pattern.compile("[\\p{Cntrl}\\u0085\\u2028\\u2029]+");

    /** What became of a message. */
    enum Fate {
        sent,
        /** The server refuses the recipient for good (RFC 5321 §4.2.1, 5yz); other refusals are the operator's business. */
        refused,
        /** It was not handed over and may be tried again. */
        later,
        /** It may have been handed over or not. */
        unknown
    }

    private final Mailer mailer;
    private final boolean real;
    private final String from;
    private final Path outbox;

    Post(
            Mailer mailer,
            @ConfigProperty(name = "registry.smtp-host") Optional<String> host,
            @ConfigProperty(name = "registry.mail-from") String from,
            @ConfigProperty(name = "registry.data-dir") String folder) {
        this.mailer = mailer;
        this.real = host.filter(name -> !name.isBlank()).isPresent();
        this.from = from;
        this.outbox = Path.of(folder, "outbox");
    }

    /**
     * Sends a text.
     *
     * @param name what the register calls it; it names no person
     * @param reference by which a returned message is told; nobody can guess it
     */
    Fate send(String name, String reference, String to, String subject, String text) {
        Mail mail = Mail.withText(to, CONTROL.matcher(subject).replaceAll(" "), text)
                .setFrom(from)
                .addHeader("X-Registry-Reference", reference)
                .addHeader("Auto-Submitted", "auto-generated");
        try {
            if (real) {
                mailer.send(mail);
            } else {
                write(name, mail);
            }
            return Fate.sent;
        } catch (RuntimeException e) {
            return fate(name, e);
        }
    }

    private static Fate fate(String name, RuntimeException failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SMTPException refusal) {
                boolean recipient = String.valueOf(refusal.getMessage()).contains("recipient address");
                LOG.warnf(
                        "Message %s was refused with code %d%s",
                        name, refusal.getReplyCode(), recipient ? "" : "; the fault is not the address");
                return refusal.isPermanent() && recipient ? Fate.refused : Fate.later;
            }
            if (cause instanceof ConnectException || cause instanceof UnknownHostException) {
                LOG.warnf(
                        "The mail server cannot be reached: %s",
                        cause.getClass().getSimpleName());
                return Fate.later;
            }
        }
        LOG.errorf(
                "Message %s may not have been sent: %s",
                name, failure.getClass().getName());
        return Fate.unknown;
    }

    private void write(String name, Mail mail) {
        try {
            Files.createDirectories(outbox);
            if (outbox.getFileSystem().supportedFileAttributeViews().contains("posix")) {
                Files.setPosixFilePermissions(outbox, PosixFilePermissions.fromString("rwx------"));
            }
            String content = "From: " + from + "\r\nTo: " + String.join(", ", mail.getTo()) + "\r\nSubject: "
                    + mail.getSubject() + "\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n" + mail.getText();
            Files.writeString(outbox.resolve(name.replace('/', '_') + ".eml"), content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
