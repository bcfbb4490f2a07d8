package org.cybernorms;

import static org.assertj.core.api.Assertions.assertThat;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.nio.file.Path;
import java.util.Map;
import org.cybernorms.support.Register;
import org.cybernorms.support.Service;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The jar that is built for PostgreSQL, on a real one. It runs where that jar is built, which {@code -Dregistry.app} names,
 * and so it bears no name by which other test runs find it.
 */
class StartOnPostgreSql {

    @TempDir
    Path folder;

    @Test
    void whatIsWrittenIsThereAfterAnotherStart() throws Exception {
        try (EmbeddedPostgres server = EmbeddedPostgres.start()) {
            String address = server.getJdbcUrl("postgres", "postgres");
            Map<String, String> environment = Map.of(
                    "QUARKUS_DATASOURCE_JDBC_URL", address,
                    "QUARKUS_DATASOURCE_USERNAME", "postgres",
                    "QUARKUS_DATASOURCE_PASSWORD", "postgres");
            try (Service service = Service.start(folder, environment)) {
                assertThat(service.output())
                        .contains("Database: jdbc:postgresql:")
                        .contains("5 records created");
                assertThat(service.send("POST", "/v1/norms", "application/json", Register.norm("kept", "A norm"))
                                .statusCode())
                        .isEqualTo(201);
            }
            try (Service service = Service.start(folder, environment)) {
                assertThat(service.output()).contains("Catalogue: unchanged since the last import");
                assertThat(service.get("/v1/norms/kept").statusCode()).isEqualTo(200);
            }
        }
    }
}
