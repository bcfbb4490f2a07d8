package org.cybernorms;

import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.time.Instant;
import java.util.TreeMap;
import org.cybernorms.access.AdministratorKey;
import org.cybernorms.catalogue.Catalogue;
import org.cybernorms.citation.ShippedContents;
import org.cybernorms.log.EntryLog;
import org.cybernorms.log.Heads;
import org.cybernorms.log.Projection;
import org.cybernorms.log.Sealed;
import org.cybernorms.record.Kinds;
import org.cybernorms.search.SearchIndex;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;
import org.jboss.logging.Logger;

/** What happens before the first request: derive anew if asked, make the first key known, load the catalogue. */
@Readiness
@ApplicationScoped
class Start implements HealthCheck {

    private static final Logger LOG = Logger.getLogger(Start.class);

    private static final int SEARCH_PROGRESS = 5_000;

    private final EntryLog log;
    private final Heads heads;
    private final Projection projection;
    private final Kinds kinds;
    private final AdministratorKey administratorKey;
    private final Catalogue catalogue;
    private final ShippedContents contents;
    private final SearchIndex search;
    private final Sealed sealed;
    private final boolean rebuild;
    private final String database;
    private final int port;
    private volatile boolean ready;

    Start(
            EntryLog log,
            Heads heads,
            Projection projection,
            Kinds kinds,
            AdministratorKey administratorKey,
            Catalogue catalogue,
            ShippedContents contents,
            SearchIndex search,
            Sealed sealed,
            @ConfigProperty(name = "registry.rebuild") boolean rebuild,
            @ConfigProperty(name = "quarkus.datasource.jdbc.url") String database,
            @ConfigProperty(name = "quarkus.http.port") int port) {
        this.log = log;
        this.heads = heads;
        this.projection = projection;
        this.kinds = kinds;
        this.administratorKey = administratorKey;
        this.catalogue = catalogue;
        this.contents = contents;
        this.search = search;
        this.sealed = sealed;
        this.rebuild = rebuild;
        this.database = database;
        this.port = port;
    }

    void start(@Observes StartupEvent event) {
        LOG.infof("Database: %s", database.replaceAll("[;?].*", ""));
        boolean anew = rebuild || (log.last() > 0 && heads.isEmpty());
        if (anew) {
            Instant begin = Instant.now();
            projection.rebuild(kinds::index, number -> LOG.infof("Deriving anew: entry %d", number));
            LOG.infof(
                    "Derived anew in %d s",
                    Duration.between(begin, Instant.now()).toSeconds());
        }
        LOG.infof("Administrator's key: %s", administratorKey.ensure());
        LOG.infof("Sealing key (contacts cannot be read without it): %s", sealed.ensure());
        Catalogue.Report report = catalogue.load();
        LOG.infof(
                "Catalogue: %d records new, %d changed, %d as before, %d left as others changed them",
                report.created(), report.revised(), report.unchanged(), report.kept());
        contents.load();
        search.catchUp(anew, number -> {
            if (number % SEARCH_PROGRESS == 0) {
                LOG.infof("Search: entry %d of %d", number, log.last());
            }
        });
        LOG.infof("Log: %d entries; records: %s", log.last(), new TreeMap<>(heads.counts()));
        LOG.infof("Addresses: http://localhost:%d/ (start here), /docs (Swagger UI), /openapi.yaml (contract)", port);
        ready = true;
    }

    /** Ready when the catalogue is loaded and the database answers. */
    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("register")
                .status(ready && log.last() >= 0)
                .build();
    }
}
