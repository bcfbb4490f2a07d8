package org.cybernorms;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.time.Instant;
import java.util.function.LongConsumer;
import org.cybernorms.access.AdministratorKey;
import org.cybernorms.catalogue.Catalogue;
import org.cybernorms.catalogue.LoadState;
import org.cybernorms.citation.ShippedContents;
import org.cybernorms.log.EntryLog;
import org.cybernorms.projection.Projection;
import org.cybernorms.record.RecordCounts;
import org.cybernorms.search.SearchIndex;
import org.cybernorms.vault.EncryptedStore;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.health.Readiness;
import org.jboss.logging.Logger;

/** What happens before the first request: derive anew if asked, make the first key known, load the catalogue. */
@ApplicationScoped
class Start {

    private static final Logger LOG = Logger.getLogger(Start.class);

    private static final int PROGRESS = 5_000;

    private final EntryLog log;
    private final Projection projection;
    private final RecordCounts counts;
    private final AdministratorKey administratorKey;
    private final Catalogue catalogue;
    private final LoadState loadState;
    private final ShippedContents contents;
    private final SearchIndex search;
    private final EncryptedStore encryption;
    private final ServiceReadiness readiness;
    private final boolean rebuild;
    private final String database;
    private final int port;

    Start(
            EntryLog log,
            Projection projection,
            RecordCounts counts,
            AdministratorKey administratorKey,
            Catalogue catalogue,
            LoadState loadState,
            ShippedContents contents,
            SearchIndex search,
            EncryptedStore encryption,
            @Readiness ServiceReadiness readiness,
            @ConfigProperty(name = "registry.rebuild") boolean rebuild,
            @ConfigProperty(name = "quarkus.datasource.jdbc.url") String database,
            @ConfigProperty(name = "quarkus.http.port") int port) {
        this.log = log;
        this.projection = projection;
        this.counts = counts;
        this.administratorKey = administratorKey;
        this.catalogue = catalogue;
        this.loadState = loadState;
        this.contents = contents;
        this.search = search;
        this.encryption = encryption;
        this.readiness = readiness;
        this.rebuild = rebuild;
        this.database = database;
        this.port = port;
    }

    void start(@Observes StartupEvent event) {
        LOG.infof("Database: %s", database.replaceAll("[;?].*", ""));
        LOG.infof("Administrator's key: %s", administratorKey.ensure());
        LOG.infof("Encryption key (required to read contacts): %s", encryption.ensure());
        if (QuarkusTransaction.requiringNew().call(log::recover)) {
            LOG.warn(
                    "The log sequence did not match the newest entry, after an unacknowledged write; it is set to the newest entry");
        }
        Instant begin = Instant.now();
        projection.catchUp(rebuild, progress("Index"));
        if (rebuild) {
            LOG.infof(
                    "Index rebuilt in %d s",
                    Duration.between(begin, Instant.now()).toSeconds());
        }
        if (loadState.isLoaded()) {
            LOG.info("Catalogue: unchanged since the last import");
        } else {
            Catalogue.Report report = catalogue.load();
            LOG.infof(
                    "Catalogue: %d records created, %d updated, %d unchanged, %d skipped (changed by others)",
                    report.created(), report.revised(), report.unchanged(), report.kept());
            contents.load();
            loadState.loaded();
        }
        projection.catchUp(false, progress("Index"));
        search.catchUp(rebuild, progress("Search"));
        LOG.infof("Log: %d entries; records: %s", log.newest(), counts.ofAll());
        LOG.infof(
                "Addresses: http://localhost:%d/ (start here), /docs (Swagger UI), /reference (Scalar), /openapi.yaml (contract)",
                port);
        readiness.started();
    }

    private LongConsumer progress(String name) {
        return number -> {
            if (number % PROGRESS == 0) {
                LOG.infof("%s: entry %d of %d", name, number, log.newest());
            }
        };
    }
}
