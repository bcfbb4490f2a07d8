package org.cybernorms.record;

import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.cybernorms.api.LogApi;
import org.cybernorms.api.model.LogCheck;
import org.cybernorms.api.model.LogState;
import org.cybernorms.log.Entry;
import org.cybernorms.log.EntryLog;
import org.cybernorms.log.Heads;
import org.cybernorms.log.Projection;
import org.cybernorms.web.Answer;
import org.cybernorms.web.Preconditions;
import org.jspecify.annotations.NullUnmarked;

/** The operations on the log in the contract. */
@NullUnmarked
class LogResource implements LogApi {

    private final EntryLog log;
    private final Heads heads;
    private final Projection projection;
    private final Kinds kinds;
    private final Answer answer;

    LogResource(EntryLog log, Heads heads, Projection projection, Kinds kinds, Answer answer) {
        this.log = log;
        this.heads = heads;
        this.projection = projection;
        this.kinds = kinds;
        this.answer = answer;
    }

    @Override
    public LogState getLog(String ifNoneMatch, String ifModifiedSince) {
        long last = log.last();
        Map<String, Long> counts = new TreeMap<>(heads.counts());
        kinds.all().forEach(kind -> {
            counts.putIfAbsent(kind.name(), 0L);
            if (!kind.inCatalogue()) {
                counts.remove(kind.name()); // how many contents there are is nobody's business
            }
        });
        LogState state = new LogState().entries(log.count()).lastEntry(last).records(counts);
        log.entry(last).map(Entry::recordedAt).ifPresent(at -> {
            state.recordedAt(at.atOffset(ZoneOffset.UTC));
            answer.shows(Preconditions.etag(last), at);
        });
        return state;
    }

    @Override
    public LogCheck checkLog() {
        Projection.Findings found = projection.check(kinds::index);
        List<String> differences = found.differences();
        return new LogCheck()
                .agree(differences.isEmpty())
                .entries(found.entries())
                .lastEntry(found.last())
                .differences(differences);
    }
}
