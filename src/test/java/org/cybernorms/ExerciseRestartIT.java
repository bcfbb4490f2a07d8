package org.cybernorms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.icegreen.greenmail.util.GreenMail;
import jakarta.mail.Message;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.awaitility.core.ConditionFactory;
import org.cybernorms.support.Service;
import org.cybernorms.support.WithMail;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A large exercise whose service is killed in the middle. {@code -Dregistry.contacts=10000} makes it as large as it gets. */
class ExerciseRestartIT {

    private static final int CONTACTS = Integer.getInteger("registry.contacts", 300);
    private static final int NETWORKS = Math.max(1, CONTACTS / 100);
    private static final String CITATIONS =
            "\"citations\": [{\"document\": \"invented\", \"locator\": \"L1\", \"confidence\": \"unconfirmed\"}]";

    @TempDir
    Path folder;

    @Test
    void nobodyGetsAMessageTwiceAlthoughTheServiceIsKilledInTheMiddle() throws Exception {
        GreenMail mail = WithMail.Server.open();
        Map<String, String> settings = Map.of(
                "REGISTRY_CATALOGUE",
                catalogue().toString(),
                "REGISTRY_SMTP_HOST",
                "localhost",
                "REGISTRY_SMTP_PORT",
                String.valueOf(mail.getSmtp().getPort()),
                "REGISTRY_SMTP_TLS",
                "DISABLED");
        Path data = folder.resolve("data");
        Service first = Service.start(data, settings);
        start(first);
        patiently().until(() -> mail.getReceivedMessages().length >= CONTACTS / 5);
        first.kill();
        int before = mail.getReceivedMessages().length;
        assertThat(before).isLessThan(CONTACTS);
        try (Service second = Service.start(data, settings)) {
            patiently()
                    .until(() -> progress(second).path("queued").asInt() <= 10
                            && mail.getReceivedMessages().length >= CONTACTS - 10);
            JsonNode progress = progress(second);
            Map<String, Integer> received = received(mail);
            System.out.printf("%d messages before the kill, %d after; %s%n", before, received.size(), progress);
            assertThat(received.values()).containsOnly(1);
            assertThat(received.size())
                    .isBetween(progress.path("sent").asInt(), CONTACTS)
                    .isGreaterThanOrEqualTo(CONTACTS - 10);
            assertThat(second.output()).doesNotContain("ERROR");
        }
        mail.stop();
    }

    private static void start(Service service) throws Exception {
        String networks =
                IntStream.range(0, NETWORKS).mapToObj(i -> "\"net-" + i + "\"").collect(Collectors.joining(","));
        String body = "{\"networks\": [" + networks
                + "], \"type\": \"communication-check\", \"title\": {\"en\": \"Large\"}, \"deadline\": \"PT4H\"}";
        assertThat(service.send("PUT", "/v1/exercises/large", "application/json", body, "If-None-Match", "*")
                        .statusCode())
                .isEqualTo(201);
        Instant begin = Instant.now();
        HttpResponse<String> started =
                service.send("POST", "/v1/exercises/large/start", "application/json", "", "If-Match", "\"1\"");
        System.out.printf(
                "An exercise to %d contacts started in %d ms%n",
                CONTACTS, Duration.between(begin, Instant.now()).toMillis());
        assertThat(started.statusCode()).as(started.body()).isEqualTo(200);
        assertThat(service.json("/v1/exercises/large/results?limit=1")
                        .at("/counts/total")
                        .asInt())
                .isEqualTo(CONTACTS);
    }

    private static JsonNode progress(Service service) {
        try {
            return service.json("/v1/exercises/large/results?limit=1").at("/counts/by/state");
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private static Map<String, Integer> received(GreenMail mail) throws Exception {
        Map<String, Integer> received = new HashMap<>();
        for (MimeMessage message : mail.getReceivedMessages()) {
            received.merge(message.getRecipients(Message.RecipientType.TO)[0].toString(), 1, Integer::sum);
        }
        return received;
    }

    private static ConditionFactory patiently() {
        return await().atMost(Duration.ofSeconds(60 + CONTACTS / 10));
    }

    private Path catalogue() throws IOException {
        Path own = Files.createDirectories(folder.resolve("own"));
        Files.writeString(
                own.resolve("documents.ndjson"),
                "{\"id\": \"invented\", \"type\": \"report\", \"title\": {\"en\": \"Invented\"}, " + CITATIONS + "}\n");
        Files.writeString(
                own.resolve("parties.ndjson"),
                "{\"id\": \"land\", \"type\": \"group\", \"name\": {\"en\": \"Land\"}, " + CITATIONS + "}\n");
        Files.write(
                own.resolve("networks.ndjson"),
                IntStream.range(0, NETWORKS)
                        .mapToObj(ExerciseRestartIT::network)
                        .toList());
        Files.write(own.resolve("points-of-contact.ndjson"), lines());
        return own;
    }

    private static String network(int i) {
        return "{\"id\": \"net-" + i
                + "\", \"type\": \"points-of-contact\", \"title\": {\"en\": \"N\"}, \"summary\": {\"en\": \"S\"}, "
                + CITATIONS + "}";
    }

    private static List<String> lines() {
        return IntStream.range(0, CONTACTS)
                .mapToObj(i -> """
                        {"id": "desk-%d", "party": "land", "category": "technical", "office": {"en": "Desk"}, \
                        "channels": [{"type": "email", "address": "desk-%d@land.example.org", "rank": 1}], \
                        "networks": [{"network": "net-%d", "consent": true}], "renewedOn": "2026-01-01", \
                        "acceptances": [{"network": "net-%d", "status": "accepted", "changedAt": "2026-01-01T00:00:00Z"}]}""".formatted(i, i, i % NETWORKS, i % NETWORKS))
                .toList();
    }
}
