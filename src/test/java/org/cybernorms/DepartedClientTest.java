package org.cybernorms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.Socket;
import java.util.concurrent.CountDownLatch;
import org.cybernorms.support.Register;
import org.cybernorms.support.Wire;
import org.junit.jupiter.api.Test;

/** Clients that do not wait for the answer. */
@QuarkusTest
class DepartedClientTest {

    /** More than there are threads for work. */
    private static final int TASKS = 2_000;

    @Inject
    MeterRegistry metrics;

    @Test
    void workThatWaitsForAThreadIsNotBegunForAClientThatHasGone() throws Exception {
        String departed = Register.freshId("departed");
        String waiting = Register.freshId("waiting");
        CountDownLatch release = new CountDownLatch(1);
        try (Socket stays = Wire.connect("127.0.0.1", RestAssured.port)) {
            double before = active();
            for (int i = 0; i < TASKS; i++) {
                Infrastructure.getDefaultExecutor().execute(() -> awaits(release));
            }
            try (Socket leaves = Wire.connect("127.0.0.1", RestAssured.port)) {
                post(leaves, departed);
                await().until(() -> active() == before + 1);
            }
            await().until(() -> active() == before);
            post(stays, waiting);
            await().until(() -> active() == before + 1);
            release.countDown();
            assertThat(Wire.read(stays).status()).isEqualTo(201);
        } finally {
            release.countDown();
        }
        assertThat(Register.anybody().get("/v1/norms/" + waiting).statusCode()).isEqualTo(200);
        assertThat(Register.anybody().get("/v1/norms/" + departed).statusCode()).isEqualTo(404);
    }

    private double active() {
        return metrics.get("http.server.active.requests").gauge().value();
    }

    private static void awaits(CountDownLatch release) {
        try {
            release.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void post(Socket socket, String id) throws IOException {
        String body = Register.norm(id, "From a client in a hurry");
        Wire.write(
                socket,
                Wire.head(
                                "POST",
                                "/v1/norms",
                                "X-API-Key",
                                Register.adminKey(),
                                "Content-Type",
                                "application/json",
                                "Content-Length",
                                String.valueOf(body.length()),
                                "Connection",
                                "close")
                        + "\r\n" + body);
    }
}
