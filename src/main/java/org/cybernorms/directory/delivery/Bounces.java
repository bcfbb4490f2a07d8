package org.cybernorms.directory.delivery;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.mail.Flags;
import jakarta.mail.Folder;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Store;
import jakarta.mail.URLName;
import jakarta.mail.search.FlagTerm;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/** Reads returned messages (RFC 3464) in the mailbox to which they return, and marks what they were about. */
@ApplicationScoped
class Bounces {

    private static final Logger LOG = Logger.getLogger(Bounces.class);

    /** The header that every message of ours bears; a report of failure quotes it. */
    private static final Pattern REFERENCE = Pattern.compile("(?m)^X-Registry-Reference:\\s*(\\S{1,200})\\s*$");

    /** RFC 3464 §2.3.3 and §2.3.4: failed, and for good. */
    private static final Pattern FAILED = Pattern.compile("(?mi)^Action:\\s*failed\\s*$");

    private static final Pattern PERMANENT = Pattern.compile("(?mi)^Status:\\s*5\\.");

    private static final int LARGEST = 200_000;

    private final Optional<URLName> mailbox;
    private final Clock clock;

    Bounces(@ConfigProperty(name = "registry.bounces-mailbox") Optional<String> mailbox, Clock clock) {
        this.mailbox = mailbox.filter(address -> !address.isBlank()).map(URLName::new);
        this.clock = clock;
    }

    @Scheduled(every = "{registry.bounces-every}", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void collect() {
        mailbox.ifPresent(address -> {
            try (Store store = Session.getInstance(patience()).getStore(address)) {
                store.connect();
                try (Folder folder = store.getFolder("INBOX")) {
                    folder.open(Folder.READ_WRITE);
                    for (Message message : folder.search(new FlagTerm(new Flags(Flags.Flag.SEEN), false))) {
                        message.setFlag(Flags.Flag.SEEN, true);
                        read(message);
                    }
                }
            } catch (MessagingException e) {
                LOG.warnf(
                        "The mailbox for returned messages cannot be read: %s",
                        e.getClass().getSimpleName());
            }
        });
    }

    private static Properties patience() {
        Properties patience = new Properties();
        for (String protocol : new String[] {"imap", "imaps"}) {
            patience.put("mail." + protocol + ".connectiontimeout", "10000");
            patience.put("mail." + protocol + ".timeout", "10000");
        }
        return patience;
    }

    /** One that cannot be read does not hold up the others. */
    private void read(Message message) {
        try {
            look(message);
        } catch (MessagingException | IOException | RuntimeException e) {
            LOG.warnf("A returned message cannot be read: %s", e.getClass().getSimpleName());
        }
    }

    private void look(Message message) throws MessagingException, IOException {
        if (message.getSize() > LARGEST || !message.isMimeType("multipart/report")) {
            return;
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        message.writeTo(bytes);
        String text = bytes.toString(StandardCharsets.ISO_8859_1).replace("\r\n", "\n");
        Matcher reference = REFERENCE.matcher(text);
        if (reference.find()
                && FAILED.matcher(text).find()
                && PERMANENT.matcher(text).find()) {
            bounced(reference.group(1));
        }
    }

    private void bounced(String reference) {
        Instant now = clock.instant();
        int marked = QuarkusTransaction.requiringNew().call(() -> {
            int found = OutboxMessage.update(
                    "state = ?1 where reference = ?2 and acknowledgedAt is null and state in (?3, ?4)",
                    OutboxMessage.State.bounced,
                    reference,
                    OutboxMessage.State.sent,
                    OutboxMessage.State.interrupted);
            if (found == 1) {
                OutboxMessage.update("fallbackAt = ?1 where reference = ?2 and fallbackAt is not null", now, reference);
            }
            return found;
        });
        if (marked == 1) {
            LOG.info("A message was returned");
        }
    }
}
