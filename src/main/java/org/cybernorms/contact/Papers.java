package org.cybernorms.contact;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.panache.common.Sort;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.cybernorms.access.Caller;
import org.cybernorms.access.Disclosures;
import org.cybernorms.api.model.Attachment;
import org.cybernorms.api.model.Fault;
import org.cybernorms.log.Blobs;
import org.cybernorms.log.EntryLog;
import org.cybernorms.log.Sealed;
import org.cybernorms.web.Answer;
import org.cybernorms.web.Moments;
import org.cybernorms.web.ProblemException;
import org.cybernorms.web.ProblemType;
import org.cybernorms.web.Strict;
import org.cybernorms.web.TextOrPdf;
import org.jspecify.annotations.Nullable;

/** Papers that are attached to contacts, for those who see all of a contact. */
@ApplicationScoped
class Papers {

    private static final int MOST = 20;
    private static final String PDF = "%PDF-";

    private final Caller caller;
    private final Disclosures disclosures;
    private final Sealed sealed;
    private final EntryLog log;
    private final Answer answer;
    private final HttpHeaders request;
    private final Clock clock;

    Papers(
            Caller caller,
            Disclosures disclosures,
            Sealed sealed,
            EntryLog log,
            Answer answer,
            HttpHeaders request,
            Clock clock) {
        this.caller = caller;
        this.disclosures = disclosures;
        this.sealed = sealed;
        this.log = log;
        this.answer = answer;
        this.request = request;
        this.clock = clock;
    }

    /** What is attached, without the bytes. */
    List<Attachment> of(String contact) {
        return Paper.<Paper>list("contact", Sort.ascending("name"), contact).stream()
                .map(Papers::show)
                .toList();
    }

    /** The bytes. */
    byte[] read(String contact, int version, String name) {
        Paper paper = find(contact, name);
        TextOrPdf.answer(answer, request, paper.mediaType, TextOrPdf.digest(paper.digest));
        disclosures.note(PointsOfContact.NAME, contact, version, List.of("attachments"));
        answer.header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"" + name + "\"")
                .header(HttpHeaders.CACHE_CONTROL, "private, no-store");
        String text = Optional.ofNullable(sealed.open(Set.of(paper.sealed)).get(paper.sealed))
                .orElseThrow(() -> new IllegalStateException("the bytes of a paper are missing"));
        return Base64.getDecoder().decode(text);
    }

    Attachment attach(String contact, String name, byte[] bytes) {
        String type = type(bytes);
        String digest = Blobs.digest(bytes);
        return QuarkusTransaction.requiringNew().call(() -> {
            log.lock(); // of two at once, one comes second
            @Nullable Paper known = Paper.findById(Paper.id(contact, name));
            if (known != null && known.digest.equals(digest) && known.mediaType.equals(type)) {
                return show(known);
            }
            if (known != null) {
                throw ProblemException.of(
                        ProblemType.CONFLICT, "Another paper has this name; papers are not replaced, only removed.");
            }
            if (Paper.count("contact", contact) >= MOST) {
                throw ProblemException.of(ProblemType.CONFLICT, "A contact has at most " + MOST + " attachments.");
            }
            Paper paper = new Paper(
                    contact,
                    name,
                    type,
                    bytes.length,
                    digest,
                    sealed.keep(Base64.getEncoder().encodeToString(bytes)),
                    clock.instant().truncatedTo(ChronoUnit.MILLIS),
                    caller.name());
            paper.persist();
            answer.created("/v1/points-of-contact/" + contact + "/attachments/" + name);
            return show(paper);
        });
    }

    void remove(String contact, String name) {
        QuarkusTransaction.requiringNew().run(() -> {
            Paper paper = find(contact, name);
            sealed.erase(Set.of(paper.sealed));
            paper.delete();
        });
    }

    /** Makes all papers of a contact disappear. */
    void erase(String contact) {
        QuarkusTransaction.requiringNew().run(() -> {
            Set<String> digests = new HashSet<>();
            Paper.<Paper>list("contact", contact).forEach(paper -> digests.add(paper.sealed));
            if (!digests.isEmpty()) {
                sealed.erase(digests);
                Paper.delete("contact", contact);
            }
        });
    }

    static ProblemException missing(String contact, String name) {
        return ProblemException.of(
                ProblemType.NOT_FOUND, "The contact " + contact + " has no attachment " + name + " that you may read.");
    }

    private static Paper find(String contact, String name) {
        return Paper.<Paper>findByIdOptional(Paper.id(contact, name)).orElseThrow(() -> missing(contact, name));
    }

    private String type(byte[] bytes) {
        String type = TextOrPdf.sent(request);
        if (type.equals(TextOrPdf.PDF)) {
            refuse(!begins(bytes), "is no PDF");
        } else {
            refuse(bytes.length == 0 || Strict.utf8(bytes).isEmpty(), "must be text in UTF-8, and not empty");
        }
        return type;
    }

    private static void refuse(boolean wrong, String detail) {
        if (wrong) {
            throw ProblemException.of(
                    ProblemType.UNPROCESSABLE, List.of(new Fault().pointer("").detail(detail)));
        }
    }

    private static boolean begins(byte[] bytes) {
        return new String(bytes, 0, Math.min(PDF.length(), bytes.length), StandardCharsets.ISO_8859_1).equals(PDF);
    }

    private static Attachment show(Paper paper) {
        return new Attachment()
                .name(paper.name)
                .mediaType(Attachment.MediaTypeEnum.fromValue(paper.mediaType))
                .size(paper.size)
                .digest(TextOrPdf.digest(paper.digest))
                .addedAt(Moments.utc(paper.addedAt))
                .addedBy(paper.addedBy);
    }
}
