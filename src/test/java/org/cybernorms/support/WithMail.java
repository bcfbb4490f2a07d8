package org.cybernorms.support;

import static org.awaitility.Awaitility.await;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.quarkus.test.junit.QuarkusTestProfile;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Runs a test beside a real mail server, with a digest every second. */
public class WithMail implements QuarkusTestProfile {

    /** Enough for the tests of one party. */
    public static final int REQUESTS_PER_DAY = 40;

    private static final Pattern LINK = Pattern.compile("/v1/acknowledgements/[A-Za-z0-9_-]{43}");

    @Override
    public List<TestResourceEntry> testResources() {
        return List.of(new TestResourceEntry(Server.class));
    }

    @Override
    public Map<String, String> getConfigOverrides() {
        return Map.of(
                "registry.digest-cron", "* * * * * ?",
                "registry.bounces-every", "1s",
                "registry.request-fallback", "PT1S",
                "registry.requests-per-day", String.valueOf(REQUESTS_PER_DAY));
    }

    /** The same on PostgreSQL. */
    public static final class OnPostgreSql extends WithMail {

        @Override
        public List<TestResourceEntry> testResources() {
            return List.of(new TestResourceEntry(Server.class), new TestResourceEntry(PostgreSql.Server.class));
        }

        @Override
        public Map<String, String> getConfigOverrides() {
            Map<String, String> overrides = new HashMap<>(super.getConfigOverrides());
            overrides.put("quarkus.datasource.db-kind", "postgresql");
            return overrides;
        }
    }

    /** The mail server, up as long as the tests of the profile run. */
    public static final class Server implements QuarkusTestResourceLifecycleManager {

        static GreenMail mail;
        static MailGate gate;

        /** Starts a mail server on free ports. */
        public static GreenMail open() {
            ServerSetup smtp = ServerSetup.SMTP.dynamicPort();
            ServerSetup imap = ServerSetup.IMAP.dynamicPort();
            GreenMail server = new GreenMail(new ServerSetup[] {smtp, imap});
            server.start();
            server.setUser("bounces@registry.example.org", "bounces", "secret");
            return server;
        }

        @Override
        public Map<String, String> start() {
            mail = open();
            gate = MailGate.before(mail);
            return Map.of(
                    "registry.smtp-host",
                    "localhost",
                    "registry.smtp-port",
                    String.valueOf(gate.port()),
                    "registry.smtp-tls",
                    "DISABLED",
                    "registry.bounces-mailbox",
                    "imap://bounces:secret@localhost:" + mail.getImap().getPort());
        }

        @Override
        public void stop() {
            gate.close();
            mail.stop();
        }
    }

    /** What arrived for an address. */
    public static List<MimeMessage> arrived(String address) {
        return Arrays.stream(Server.mail.getReceivedMessages())
                .filter(message -> to(message).contains(address))
                .toList();
    }

    /** Waits until so many messages have arrived for an address. */
    public static List<MimeMessage> arrived(String address, int count) {
        await().atMost(Duration.ofMinutes(1)).until(() -> arrived(address).size() >= count);
        return arrived(address);
    }

    /** How often the server had to refuse a message for an address. */
    public static long refusals(String address) {
        return Server.gate.refusals(address);
    }

    /** Waits until the server keeps somebody waiting. */
    public static void awaitSlow() {
        await().atMost(Duration.ofMinutes(1)).until(Server.gate::holds);
    }

    /** Lets the server go on. */
    public static void release() {
        Server.gate.release();
    }

    private static String to(MimeMessage message) {
        try {
            return Arrays.toString(message.getRecipients(Message.RecipientType.TO));
        } catch (MessagingException e) {
            throw new IllegalStateException(e);
        }
    }

    public static String text(MimeMessage message) {
        try {
            return String.valueOf(message.getContent());
        } catch (IOException | MessagingException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The path of the link in a message. */
    public static String link(MimeMessage message) {
        return linkIn(text(message));
    }

    /** The path of the link in a text. */
    public static String linkIn(String text) {
        Matcher link = LINK.matcher(text);
        if (!link.find()) {
            throw new AssertionError("no link in " + text);
        }
        return link.group();
    }

    /** Returns a message to where failures are reported, as a mail server does (RFC 3464). */
    public static void giveBack(MimeMessage message, String action, String status) throws MessagingException {
        String reference = message.getHeader("X-Registry-Reference", null);
        String report = """
                From: MAILER-DAEMON@test.example.org
                To: bounces@registry.example.org
                Subject: Undelivered Mail Returned to Sender
                MIME-Version: 1.0
                Content-Type: multipart/report; report-type=delivery-status; boundary="b"

                --b
                Content-Type: text/plain

                The message could not be delivered.
                --b
                Content-Type: message/delivery-status

                Reporting-MTA: dns; test.example.org

                Final-Recipient: rfc822; somebody@test.example.org
                Action: %s
                Status: %s

                --b
                Content-Type: text/rfc822-headers

                X-Registry-Reference: %s
                Subject: something

                --b--
                """.formatted(action, status, reference).replace("\n", "\r\n");
        Server.mail
                .getManagers()
                .getUserManager()
                .getUserByEmail("bounces@registry.example.org")
                .deliver(new MimeMessage(null, new ByteArrayInputStream(report.getBytes(StandardCharsets.UTF_8))));
    }
}
