package org.cybernorms.directory.delivery;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.nio.charset.StandardCharsets;
import java.util.Date;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.regex.Pattern;
import org.eclipse.angus.mail.smtp.SMTPAddressFailedException;
import org.eclipse.angus.mail.smtp.SMTPSendFailedException;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** The mail server (RFC 5321). Each message has a connection of its own, and waits for no single answer for long. */
@ApplicationScoped
class SmtpSender {

    private static final Logger LOG = Logger.getLogger(SmtpSender.class);
    private static final String TO_CONNECT = "10000";
    private static final String TO_ANSWER = "20000";

    /** RFC 3463 §3.2, §3.3: the address is wrong, or nobody takes mail there. */
    private static final Pattern ADDRESS = Pattern.compile("\\b5\\.(?:1\\.\\d{1,3}|2\\.1)\\b");

    private static final Pattern ENHANCED = Pattern.compile("\\b5\\.\\d{1,3}\\.\\d{1,3}\\b");

    /** RFC 5321 §4.2.3: the same without an enhanced code. */
    private static final Set<Integer> NO_SUCH_MAILBOX = Set.of(550, 551, 553);

    /** Whether a connection is encrypted (STARTTLS, RFC 3207). A login never goes over one that is not, unless that is wished. */
    enum Tls {
        DISABLED,
        OPTIONAL,
        REQUIRED
    }

    private final Optional<String> host;
    private final int port;
    private final Optional<String> user;
    private final Optional<String> password;
    private final Session session;

    SmtpSender(
            @ConfigProperty(name = "registry.smtp-host") Optional<String> host,
            @ConfigProperty(name = "registry.smtp-port") int port,
            @ConfigProperty(name = "registry.smtp-user") Optional<String> user,
            @ConfigProperty(name = "registry.smtp-password") Optional<String> password,
            @ConfigProperty(name = "registry.smtp-tls") Tls tls,
            @ConfigProperty(name = "registry.mail-from") String from) {
        this.host = host.filter(name -> !name.isBlank());
        this.port = port;
        this.user = user.filter(name -> !name.isBlank());
        this.password = password;
        Properties properties = new Properties();
        properties.put("mail.from", from);
        properties.put("mail.smtp.auth", String.valueOf(this.user.isPresent()));
        boolean login = this.user.isPresent() && tls != Tls.DISABLED;
        properties.put("mail.smtp.starttls.enable", String.valueOf(tls != Tls.DISABLED));
        properties.put("mail.smtp.starttls.required", String.valueOf(login || tls == Tls.REQUIRED));
        properties.put("mail.smtp.ssl.checkserveridentity", "true");
        properties.put("mail.smtp.connectiontimeout", TO_CONNECT);
        properties.put("mail.smtp.timeout", TO_ANSWER);
        properties.put("mail.smtp.writetimeout", TO_ANSWER);
        properties.put("mail.smtp.quitwait", "false");
        this.session = Session.getInstance(properties);
    }

    boolean isThere() {
        return host.isPresent();
    }

    MailSender.DeliveryStatus send(String name, String reference, String from, String to, String subject, String text) {
        try {
            return send(name, message(reference, from, to, subject, text));
        } catch (MessagingException e) {
            LOG.warnf("Message %s has an invalid recipient address", name);
            return MailSender.DeliveryStatus.refused;
        }
    }

    private MailSender.DeliveryStatus send(String name, MimeMessage message) {
        Transport transport = null;
        try {
            transport = session.getTransport("smtp");
            transport.connect(host.orElseThrow(), port, user.orElse(null), password.orElse(null));
            return send(name, transport, message);
        } catch (MessagingException e) {
            LOG.warnf(
                    "The mail server is unreachable or refused the login: %s",
                    e.getClass().getSimpleName());
            return MailSender.DeliveryStatus.later;
        } finally {
            close(transport);
        }
    }

    private MimeMessage message(String reference, String from, String to, String subject, String text)
            throws MessagingException {
        MimeMessage message = new MimeMessage(session);
        message.setFrom(new InternetAddress(from));
        message.setRecipient(Message.RecipientType.TO, new InternetAddress(to));
        message.setSubject(subject, StandardCharsets.UTF_8.name());
        message.setText(text, StandardCharsets.UTF_8.name());
        message.setSentDate(new Date());
        message.setHeader("X-Registry-Reference", reference);
        message.setHeader("Auto-Submitted", "auto-generated"); // RFC 3834 §5
        message.saveChanges();
        return message;
    }

    private static MailSender.DeliveryStatus send(String name, Transport transport, MimeMessage message) {
        try {
            transport.sendMessage(message, message.getAllRecipients());
            return MailSender.DeliveryStatus.sent;
        } catch (MessagingException e) {
            return fate(name, e);
        }
    }

    static MailSender.DeliveryStatus fate(String name, MessagingException failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SMTPAddressFailedException refusal) {
                boolean address = isAboutTheAddress(refusal);
                LOG.warnf(
                        "Message %s was refused with code %d%s",
                        name, refusal.getReturnCode(), address ? "" : "; the recipient address is not the cause");
                return address ? MailSender.DeliveryStatus.refused : MailSender.DeliveryStatus.later;
            }
            if (cause instanceof SMTPSendFailedException trouble && trouble.getReturnCode() >= 400) {
                LOG.warnf(
                        "Message %s was refused with code %d; the recipient address is not the cause",
                        name, trouble.getReturnCode());
                return MailSender.DeliveryStatus.later;
            }
        }
        LOG.errorf(
                "Message %s may not have been sent: %s",
                name, failure.getClass().getName());
        return MailSender.DeliveryStatus.unknown;
    }

    private static boolean isAboutTheAddress(SMTPAddressFailedException refusal) {
        String answer = String.valueOf(refusal.getMessage());
        return ENHANCED.matcher(answer).find()
                ? ADDRESS.matcher(answer).find()
                : NO_SUCH_MAILBOX.contains(refusal.getReturnCode());
    }

    private static void close(@Nullable Transport transport) {
        if (transport != null) {
            try {
                transport.close();
            } catch (MessagingException e) {
                LOG.debugf("A connection to the mail server failed on close: %s", e.getMessage());
            }
        }
    }
}
