package org.cybernorms.record;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.UriInfo;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.cybernorms.access.Caller;
import org.cybernorms.log.Entry;
import org.cybernorms.log.EntryLog;
import org.cybernorms.log.Facets;
import org.cybernorms.log.Heads;
import org.cybernorms.log.Shown;
import org.cybernorms.web.Answer;
import org.cybernorms.web.Preconditions;
import org.cybernorms.web.ProblemException;
import org.cybernorms.web.ProblemType;
import org.jspecify.annotations.Nullable;

/** What the records of all kinds work with. */
@ApplicationScoped
public class Register {

    private final Kinds kinds;
    private final EntryLog log;
    private final Heads heads;
    private final Facets facets;
    private final Listing listing;
    private final Changes changes;
    private final Rules rules;
    private final Bodies bodies;
    private final Answer answer;
    private final Permission permission;
    private final Redaction redaction;
    private final Sealing sealing;
    private final Caller caller;
    private final UriInfo uri;
    private final ObjectMapper json;

    Register(
            Kinds kinds,
            EntryLog log,
            Heads heads,
            Facets facets,
            Listing listing,
            Changes changes,
            Rules rules,
            Bodies bodies,
            Answer answer,
            Permission permission,
            Redaction redaction,
            Sealing sealing,
            Caller caller,
            UriInfo uri,
            ObjectMapper json) {
        this.kinds = kinds;
        this.log = log;
        this.heads = heads;
        this.facets = facets;
        this.listing = listing;
        this.changes = changes;
        this.rules = rules;
        this.bodies = bodies;
        this.answer = answer;
        this.permission = permission;
        this.redaction = redaction;
        this.sealing = sealing;
        this.caller = caller;
        this.uri = uri;
        this.json = json;
    }

    /** The records of a kind. */
    public <T> Records<T> of(Kind<T> kind) {
        return new Records<>(kind, this);
    }

    /** The parts of records that a view lists. */
    public <T> Parts<T> of(View view, Class<T> type) {
        return new Parts<>(view, type, this);
    }

    /** All records of a kind with these facets, as they stood after an entry, as they are shown. */
    public <T> List<T> all(String kind, Class<T> type, Map<String, List<String>> filters, long asOf) {
        return first(kind, type, filters, null, asOf, Integer.MAX_VALUE - 1);
    }

    /** The first of those that are true on a date. */
    public <T> List<T> first(
            String kind,
            Class<T> type,
            Map<String, List<String>> filters,
            @Nullable LocalDate on,
            long asOf,
            int limit) {
        Kind<?> of = kinds.get(kind);
        return heads.first(kind, filters, on, asOf, limit).stream()
                .map(shown -> type.cast(bodies.show(of, shown)))
                .toList();
    }

    /** The newest entry that {@code asOf} stands for; the answer is about the register after it. */
    public long moment(@Nullable String asOf) {
        long moment = listing.moment(asOf);
        answer.shows(
                Preconditions.etag(moment),
                log.entry(moment).map(Entry::recordedAt).orElse(null));
        return moment;
    }

    Kinds kinds() {
        return kinds;
    }

    EntryLog log() {
        return log;
    }

    Heads heads() {
        return heads;
    }

    Facets facets() {
        return facets;
    }

    Listing listing() {
        return listing;
    }

    Changes changes() {
        return changes;
    }

    Rules rules() {
        return rules;
    }

    Bodies bodies() {
        return bodies;
    }

    Permission permission() {
        return permission;
    }

    Redaction redaction() {
        return redaction;
    }

    /** Forgets members of all versions up to this one; tells in how many there was something to forget. */
    int erase(Entry newest, Set<String> members) {
        List<Set<String>> concerned =
                log.history(newest.kind(), newest.id(), Integer.MAX_VALUE, Integer.MAX_VALUE).stream()
                        .map(entry -> sealing.concerned(bodies.parse(entry), members))
                        .filter(digests -> !digests.isEmpty())
                        .toList();
        concerned.forEach(sealing::erase);
        return concerned.size();
    }

    Answer answer() {
        return answer;
    }

    UriInfo uri() {
        return uri;
    }

    Author author(@Nullable String reason) {
        return new Author(caller.name(), reason);
    }

    Optional<String> idOf(Object record) {
        return Optional.ofNullable(json.<JsonNode>valueToTree(record).path("id").textValue());
    }

    String address(String kind, String id) {
        return kinds.get(kind).address(id);
    }

    /** Shows a version: its members, its tag, and links to the versions beside it (RFC 5829). */
    <T> T show(Kind<T> kind, Shown shown) {
        Entry entry = shown.entry();
        String address = address(entry.kind(), entry.id());
        answer.shows(Preconditions.etag(entry.version()), entry.recordedAt())
                .link(address + "/versions", "version-history")
                .link(address, "latest-version");
        if (entry.version() > 1) {
            answer.link(address + "/versions/" + (entry.version() - 1), "predecessor-version");
        }
        if (!shown.isCurrent()) {
            answer.link(address + "/versions/" + (entry.version() + 1), "successor-version");
        }
        return bodies.show(kind, shown);
    }

    /** Answers 404 or 410 where a record of any kind is not there now. */
    public void require(String kind, String id) {
        require(kind, id, null);
    }

    /** Answers 404 or 410 where a record of any kind is not there. */
    public void require(String kind, String id, @Nullable String asOf) {
        Entry entry = heads.find(kind, id, listing.moment(asOf))
                .orElseThrow(
                        () -> ProblemException.of(ProblemType.NOT_FOUND, "There is no record " + kind + "/" + id + "."))
                .entry();
        if (entry.isWithdrawal()) {
            throw withdrawn(entry);
        }
    }

    ProblemException missing(Kind<?> kind, String id) {
        return ProblemException.of(ProblemType.NOT_FOUND, "No " + kind.noun() + " has the id " + id + ".");
    }

    ProblemException withdrawn(Entry entry) {
        return ProblemException.of(
                ProblemType.WITHDRAWN, "Version " + entry.version() + " withdrew it.", problem -> problem.etag(
                                Preconditions.etag(entry.version()))
                        .history(address(entry.kind(), entry.id()) + "/versions"));
    }
}
