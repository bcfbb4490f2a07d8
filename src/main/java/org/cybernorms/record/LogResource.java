package org.cybernorms.record;

import java.time.ZoneOffset;
import java.util.List;
import org.cybernorms.api.LogApi;
import org.cybernorms.api.model.LogCheck;
import org.cybernorms.api.model.LogState;
import org.cybernorms.http.EntityTags;
import org.cybernorms.http.ResponseMetadata;
import org.cybernorms.log.EntryLog;
import org.cybernorms.projection.Projection;
import org.cybernorms.projection.ProjectionCheck;
import org.jspecify.annotations.NullUnmarked;

/** The operations on the log in the contract. */
@NullUnmarked
class LogResource implements LogApi {

    private final EntryLog log;
    private final Projection projection;
    private final RecordCounts counts;
    private final ResponseMetadata response;

    LogResource(EntryLog log, Projection projection, RecordCounts counts, ResponseMetadata response) {
        this.log = log;
        this.projection = projection;
        this.counts = counts;
        this.response = response;
    }

    @Override
    public LogState getLog() {
        long last = log.newest();
        LogState state = new LogState().entries(last).lastEntry(last).records(counts.byKind());
        log.recordedAt(last).ifPresent(at -> {
            state.recordedAt(at.atOffset(ZoneOffset.UTC));
            response.shows(EntityTags.of(last), at).keepWhile(() -> log.newest() == last);
        });
        return state;
    }

    @Override
    public LogCheck checkLog() {
        ProjectionCheck.Findings found = projection.check();
        List<String> differences = found.differences();
        return new LogCheck()
                .agree(differences.isEmpty())
                .entries(found.entries())
                .lastEntry(found.last())
                .differences(differences);
    }
}
