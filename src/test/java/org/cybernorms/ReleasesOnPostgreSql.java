package org.cybernorms;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.cybernorms.support.Release;
import org.cybernorms.support.ReleaseCheck;
import org.cybernorms.support.Service;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The rows of every release, in the tables that it had, are opened on PostgreSQL too. It needs the jar that was packaged
 * for PostgreSQL, and so its name is none that other test runs look for.
 */
class ReleasesOnPostgreSql {

    @TempDir
    Path folder;

    static List<Release> releases() {
        return Release.all();
    }

    @ParameterizedTest
    @MethodSource("releases")
    void itsRowsAreReadAsItReadThem(Release release) throws Exception {
        try (EmbeddedPostgres server = EmbeddedPostgres.start()) {
            String database = server.getJdbcUrl("postgres", "postgres");
            Path data = release.copyKeys(folder.resolve("data"));
            release.copyRows(folder.resolve("rows"), database);
            ReleaseCheck.run(release, environment -> {
                Map<String, String> all = new HashMap<>(environment);
                all.put("REGISTRY_CATALOGUE", release.catalogue().toString());
                all.put("QUARKUS_DATASOURCE_JDBC_URL", database);
                all.put("QUARKUS_DATASOURCE_USERNAME", "postgres");
                all.put("QUARKUS_DATASOURCE_PASSWORD", "postgres");
                return Service.start(data, all);
            });
        }
    }
}
