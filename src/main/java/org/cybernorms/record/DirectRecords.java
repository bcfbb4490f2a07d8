package org.cybernorms.record;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.cybernorms.contract.Contract;
import org.cybernorms.http.DirectReads;
import org.cybernorms.http.LanguageUse;
import org.cybernorms.http.ResponseMetadata;
import org.cybernorms.log.EntryLog;
import org.cybernorms.projection.Projection;

/** Current records of the kinds that everybody may read, and that are the same for everybody, from the index. */
@ApplicationScoped
class DirectRecords implements DirectReads {

    private static final String TEMPLATE = "/v1/{kind}/{id}";
    private static final Pattern RECORD = Pattern.compile("/v1/([a-z-]{1,40})/([a-z0-9-]{1,200})");

    private final Map<String, Kind<?>> open;
    private final Projection projection;
    private final EntryLog log;

    DirectRecords(Kinds kinds, Contract contract, Visibility visibility, Projection projection, EntryLog log) {
        this.open = kinds.all().stream()
                .filter(kind -> !visibility.concerns(kind))
                .filter(kind -> contract.operation("GET", "/v1/" + kind.name() + "/{id}")
                        .filter(operation -> operation.scope() == null)
                        .isPresent())
                .collect(Collectors.toMap(Kind::name, Function.identity()));
        this.projection = projection;
        this.log = log;
    }

    @Override
    public Optional<DirectReads.Representation> read(String path) {
        Matcher address = RECORD.matcher(path);
        Kind<?> kind = address.matches() ? open.get(address.group(1)) : null;
        return kind == null ? Optional.empty() : read(kind, address.group(2));
    }

    private Optional<DirectReads.Representation> read(Kind<?> kind, String id) {
        long newest = log.newest(kind.name()); // before the index is asked: what it shows is this or newer
        return projection.currentVersion(kind.name(), id).map(found -> {
            ResponseMetadata metadata = new ResponseMetadata()
                    .keepWhile(() ->
                            log.newest(kind.name()) <= newest || log.isKnownCurrent(kind.name(), id, found.number()));
            RecordReader.describe(metadata, kind, id, found.version(), found.recordedAt(), true);
            LanguageUse languages = new LanguageUse();
            languages.all().addAll(found.item().languages());
            return new DirectReads.Representation(
                    TEMPLATE, metadata, found.item().json(), languages);
        });
    }
}
