package org.cybernorms.contact;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.panache.common.Sort;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.HashSet;
import java.util.HexFormat;
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
import org.jspecify.annotations.Nullable;

/** Papers that are attached to contacts, for those who see all of a contact. */
@ApplicationScoped
class Papers {

    private static final int MOST = 20;
    private static final String PDF = "application/pdf";
    private static final String TEXT = "text/plain";
    private static final byte[] PDF_BEGINS = {'%', 'P', 'D', 'F', '-'};

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
        if (request.getAcceptableMediaTypes().stream().noneMatch(MediaType.valueOf(paper.mediaType)::isCompatible)) {
            throw ProblemException.of(ProblemType.NOT_ACCEPTABLE, "The paper is " + paper.mediaType + ".");
        }
        disclosures.note(PointsOfContact.NAME, contact, version, List.of("attachments"));
        answer.header(HttpHeaders.CONTENT_TYPE, paper.mediaType.equals(PDF) ? PDF : TEXT + "; charset=utf-8")
                .header("Repr-Digest", header(paper.digest))
                .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"" + name + "\"")
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
        MediaType sent = request.getMediaType();
        String type = sent == null ? "" : sent.getType() + "/" + sent.getSubtype();
        switch (type) {
            case PDF -> refuse(!begins(bytes), "is no PDF");
            case TEXT ->
                refuse(bytes.length == 0 || Strict.utf8(bytes).isEmpty(), "must be text in UTF-8, and not empty");
            default ->
                throw ProblemException.of(
                        ProblemType.UNSUPPORTED_MEDIA_TYPE, "Send text/plain in UTF-8, or application/pdf.");
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
        for (int i = 0; i < PDF_BEGINS.length; i++) {
            if (bytes.length <= i || bytes[i] != PDF_BEGINS[i]) {
                return false;
            }
        }
        return true;
    }

    private static Attachment show(Paper paper) {
        return new Attachment()
                .name(paper.name)
                .mediaType(Attachment.MediaTypeEnum.fromValue(paper.mediaType))
                .size(paper.size)
                .digest(header(paper.digest))
                .addedAt(Moments.utc(paper.addedAt))
                .addedBy(paper.addedBy);
    }

    /** RFC 9530 §3. */
    private static String header(String digest) {
        return "sha-256=:" + Base64.getEncoder().encodeToString(HexFormat.of().parseHex(digest)) + ":";
    }
}
