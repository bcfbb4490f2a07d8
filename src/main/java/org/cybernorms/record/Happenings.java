package org.cybernorms.record;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.cybernorms.api.model.Citation;
import org.cybernorms.api.model.TimelineEvent;
import org.cybernorms.api.model.TimelineType;
import org.cybernorms.projection.IndexedRecord;
import org.jspecify.annotations.Nullable;

/** What a record contributes to the timeline. */
public final class Happenings {

    private final IndexedRecord index;
    private final String address;

    /** For the record with this kind and id. */
    public Happenings(IndexedRecord index, String kind, String id) {
        this.index = index;
        this.address = "/v1/" + kind + "/" + id;
    }

    /** Adds something that happened at a date (or range); without one it has no place on the timeline. */
    public Happenings add(
            TimelineType type,
            @Nullable String date,
            Map<String, String> title,
            @Nullable Collection<String> parties,
            @Nullable Object detail,
            @Nullable List<Citation> citations) {
        if (date != null) {
            TimelineEvent happening = new TimelineEvent()
                    .date(date)
                    .type(type)
                    .title(title)
                    .parties(parties == null ? List.of() : List.copyOf(parties))
                    .detail(detail == null ? null : detail.toString())
                    .record(address)
                    .citations(citations);
            index.part(View.TIMELINE.name(), happening)
                    .title(title)
                    .at(date)
                    .facet("type", type)
                    .facet("year", date.substring(0, 4))
                    .facets("party", parties);
        }
        return this;
    }
}
