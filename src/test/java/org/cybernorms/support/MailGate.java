package org.cybernorms.support;

import com.icegreen.greenmail.util.GreenMail;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Semaphore;
import org.subethamail.smtp.MessageContext;
import org.subethamail.smtp.MessageHandler;
import org.subethamail.smtp.RejectException;
import org.subethamail.smtp.server.SMTPServer;

/**
 * The SMTP server in front of the mailboxes: it knows no mailbox whose name begins with {@code refused}, takes its time with {@code slow}, and has trouble
 * of its own with those that begin with {@code trouble}.
 */
final class MailGate implements AutoCloseable {

    private final List<String> refusals = new CopyOnWriteArrayList<>();
    private final Semaphore patience = new Semaphore(0);
    private final GreenMail mailboxes;
    private final SMTPServer server;

    private MailGate(GreenMail mailboxes) {
        this.mailboxes = mailboxes;
        this.server = SMTPServer.port(0).messageHandlerFactory(Delivery::new).build();
    }

    static MailGate before(GreenMail mailboxes) {
        MailGate gate = new MailGate(mailboxes);
        gate.server.start();
        return gate;
    }

    int port() {
        return server.getPortAllocated();
    }

    /** Whether the answer about a {@code slow} mailbox is being waited for. */
    boolean holds() {
        return patience.hasQueuedThreads();
    }

    /** Answers about one {@code slow} mailbox. */
    void release() {
        patience.release();
    }

    long refusals(String address) {
        return refusals.stream().filter(address::equals).count();
    }

    @Override
    public void close() {
        server.stop();
    }

    private final class Delivery implements MessageHandler {

        private final List<String> recipients = new ArrayList<>();

        Delivery(MessageContext context) {}

        @Override
        public void from(String from) {}

        @Override
        public void recipient(String recipient) throws RejectException {
            if (recipient.startsWith("refused")) {
                refusals.add(recipient);
                throw new RejectException(550, "5.1.1 no such mailbox");
            }
            if (recipient.startsWith("slow")) {
                patience.acquireUninterruptibly();
            }
            recipients.add(recipient);
        }

        @Override
        public String data(InputStream data) throws RejectException, IOException {
            if (recipients.get(0).startsWith("trouble")) {
                refusals.add(recipients.get(0));
                throw new RejectException(554, "5.7.1 this server does not relay");
            }
            byte[] bytes = data.readAllBytes();
            for (String recipient : recipients) {
                try {
                    mailboxes
                            .setUser(recipient, recipient, "secret")
                            .deliver(new MimeMessage(null, new ByteArrayInputStream(bytes)));
                } catch (MessagingException e) {
                    throw new IOException(e);
                }
            }
            return null;
        }

        @Override
        public void done() {}
    }
}
