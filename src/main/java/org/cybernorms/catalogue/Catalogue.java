package org.cybernorms.catalogue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.cybernorms.log.Entry;
import org.cybernorms.log.EntryLog;
import org.cybernorms.log.Shown;
import org.cybernorms.record.Author;
import org.cybernorms.record.Bodies;
import org.cybernorms.record.Changes;
import org.cybernorms.record.Kind;
import org.cybernorms.record.Kinds;
import org.cybernorms.record.Lookup;
import org.cybernorms.record.Rules;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/**
 * Loads the catalogue, one file a kind, through the same path as any write, in one transaction. Writes what is new or
 * changed in the files; a record that somebody else changed stays as that person left it.
 */
@ApplicationScoped
public class Catalogue {

    /** The author of what the catalogue brings. */
    static final String ACTOR = "catalogue";

    private static final Logger LOG = Logger.getLogger(Catalogue.class);
    private static final int BATCH = 20;
    private static final int PROGRESS = 1_000;

    /** What a load did. */
    public record Report(int created, int revised, int unchanged, int kept) {}

    private record Written<T>(Kind<T> kind, CatalogueFile.Item item, String id, T record, Optional<Shown> before) {}

    private final Kinds kinds;
    private final Changes changes;
    private final Rules rules;
    private final Bodies bodies;
    private final EntryLog log;
    private final Optional<Path> folder;

    Catalogue(
            Kinds kinds,
            Changes changes,
            Rules rules,
            Bodies bodies,
            EntryLog log,
            @ConfigProperty(name = "registry.catalogue") Optional<String> folder) {
        this.kinds = kinds;
        this.changes = changes;
        this.rules = rules;
        this.bodies = bodies;
        this.log = log;
        this.folder = folder.filter(path -> !path.isBlank()).map(Path::of);
    }

    /** Loads all files; on any mistake nothing is loaded. */
    public Report load() {
        List<CatalogueFile> files = new ArrayList<>();
        List<String> faults = new ArrayList<>();
        for (Kind<?> kind : kinds.all()) {
            text(kind.name() + ".yaml").ifPresent(text -> {
                CatalogueFile file = new CatalogueFile(kind.name() + ".yaml", text);
                files.add(file);
                misfits(kind, file, faults);
            });
        }
        if (!faults.isEmpty()) {
            throw new CatalogueException(faults);
        }
        return QuarkusTransaction.requiringNew().timeout(3_600).call(() -> write(files));
    }

    private void misfits(Kind<?> kind, CatalogueFile file, List<String> faults) {
        Map<String, String> ids = new HashMap<>();
        for (CatalogueFile.Item item : file.items()) {
            rules.misfits(kind, item.record())
                    .forEach(fault -> faults.add(item.fault(fault.getPointer(), fault.getDetail())));
            String id = item.record().path("id").asText();
            if (id.isEmpty()) {
                faults.add(item.fault("", "needs an id"));
            } else if (ids.put(id, id) != null) {
                faults.add(item.fault("/id", "is in the file twice"));
            }
        }
    }

    private Report write(List<CatalogueFile> files) {
        int created = 0;
        int revised = 0;
        int unchanged = 0;
        int kept = 0;
        List<Written<?>> written = new ArrayList<>();
        for (CatalogueFile file : files) {
            Kind<?> kind = kinds.get(file.kind());
            for (CatalogueFile.Item item : file.items()) {
                Written<?> record = prepare(kind, item);
                Optional<Entry> before = record.before().map(Shown::entry);
                if (before.isPresent() && !before.get().recordedBy().equals(ACTOR)) {
                    kept++;
                    continue;
                }
                Entry entry = put(record);
                if (before.isPresent() && entry.number() == before.get().number()) {
                    unchanged++;
                    continue;
                }
                written.add(record);
                created += before.isPresent() ? 0 : 1;
                revised += before.isPresent() ? 1 : 0;
                progress(written.size());
            }
        }
        log.settle();
        verify(written, new FilesFirst(files, rules.register(true)));
        return new Report(created, revised, unchanged, kept);
    }

    private void progress(int written) {
        if (written % BATCH == 0) {
            log.settle();
        }
        if (written % PROGRESS == 0) {
            LOG.infof("Catalogue: %d records written", written);
        }
    }

    private <T> Written<T> prepare(Kind<T> kind, CatalogueFile.Item item) {
        String id = item.record().path("id").asText();
        T record = bodies.bind(kind, (ObjectNode) item.record());
        return new Written<>(kind, item, id, record, changes.begin(kind, id));
    }

    private <T> Entry put(Written<T> record) {
        return changes.write(record.kind(), record.id(), record.record(), record.before(), new Author(ACTOR, null));
    }

    /** References may lead anywhere in the catalogue, so they are looked after when all of it is read. */
    private void verify(List<Written<?>> written, Lookup lookup) {
        List<String> faults = new ArrayList<>();
        written.forEach(record -> verify(record, lookup, faults));
        if (!faults.isEmpty()) {
            throw new CatalogueException(faults);
        }
    }

    private <T> void verify(Written<T> record, Lookup lookup, List<String> faults) {
        rules.faults(record.kind(), record.id(), record.record(), record.before(), lookup)
                .forEach(fault -> faults.add(record.item().fault(fault.getPointer(), fault.getDetail())));
    }

    private Optional<String> text(String file) {
        try {
            if (folder.isPresent()) {
                Path path = folder.get().resolve(file);
                return Files.exists(path) ? Optional.of(Files.readString(path)) : Optional.empty();
            }
            try (InputStream shipped =
                    Thread.currentThread().getContextClassLoader().getResourceAsStream("catalogue/" + file)) {
                return shipped == null
                        ? Optional.empty()
                        : Optional.of(new String(shipped.readAllBytes(), StandardCharsets.UTF_8));
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the catalogue cannot be read", e);
        }
    }
}
