package org.cybernorms.http;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.smallrye.health.SmallRyeHealthReporter;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import org.cybernorms.contract.Contract;
import org.eclipse.microprofile.health.HealthCheckResponse;

/** Whether the service answers requests, for anybody (draft-inadarei-api-health-check); why not is told on the management port. */
@ApplicationScoped
class Health {

    private final SmallRyeHealthReporter checks;
    private final ObjectNode pass;
    private final ObjectNode fail;

    Health(SmallRyeHealthReporter checks, Contract contract, ObjectMapper json) {
        this.checks = checks;
        String version = contract.at("/info/version").asText();
        pass = json.createObjectNode().put("status", "pass").put("version", version);
        fail = json.createObjectNode().put("status", "fail").put("version", version);
    }

    void answer(RoutingContext routing) {
        checks.getReadinessAsync()
                .subscribe()
                .with(
                        health -> {
                            boolean up = HealthCheckResponse.Status.UP
                                    .name()
                                    .equals(health.getPayload().getString("status"));
                            routing.response()
                                    .setStatusCode(up ? 200 : 503)
                                    .putHeader("Content-Type", "application/health+json")
                                    .putHeader("Cache-Control", "no-store")
                                    .end((up ? pass : fail).toString());
                        },
                        routing::fail);
    }
}
