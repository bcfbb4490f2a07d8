package org.cybernorms.directory.contact;

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
import org.cybernorms.access.AccessLog;
import org.cybernorms.access.Caller;
import org.cybernorms.api.model.Attachment;
import org.cybernorms.api.model.Violation;
import org.cybernorms.contract.PlainText;
import org.cybernorms.http.ConditionHeaders;
import org.cybernorms.http.FileNames;
import org.cybernorms.http.Instants;
import org.cybernorms.http.ProblemException;
import org.cybernorms.http.ProblemType;
import org.cybernorms.http.RequestedForm;
import org.cybernorms.http.ResponseMetadata;
import org.cybernorms.http.StrictText;
import org.cybernorms.http.TextOrPdf;
import org.cybernorms.log.EntryLog;
import org.cybernorms.vault.Blobs;
import org.cybernorms.vault.EncryptedStore;
import org.jspecify.annotations.Nullable;

/** Papers that are attached to contacts, for those who see all of a contact. */
@ApplicationScoped
class Attachments {

    private static final int MOST = 20;
    private static final String PDF = "%PDF-";

    private final Caller caller;
    private final AccessLog disclosures;
    private final EncryptedStore store;
    private final EntryLog log;
    private final ResponseMetadata answer;
    private final HttpHeaders request;
    private final RequestedForm form;
    private final ConditionHeaders conditions;
    private final Clock clock;

    Attachments(
            Caller caller,
            AccessLog disclosures,
            EncryptedStore store,
            EntryLog log,
            ResponseMetadata answer,
            HttpHeaders request,
            RequestedForm form,
            ConditionHeaders conditions,
            Clock clock) {
        this.caller = caller;
        this.disclosures = disclosures;
        this.store = store;
        this.log = log;
        this.answer = answer;
        this.request = request;
        this.form = form;
        this.conditions = conditions;
        this.clock = clock;
    }

    /** What is attached, without the bytes. */
    List<Attachment> of(String contact) {
        return AttachmentEntity.<AttachmentEntity>list("contact", Sort.ascending("name"), contact).stream()
                .map(Attachments::show)
                .toList();
    }

    /** The bytes. */
    byte[] read(String contact, int version, String name) {
        AttachmentEntity paper = find(contact, name);
        TextOrPdf.answer(answer, form, paper.mediaType, TextOrPdf.digest(paper.digest));
        disclosures.note(PointsOfContact.NAME, contact, version, List.of("attachments"));
        answer.header(HttpHeaders.CONTENT_DISPOSITION, FileNames.attachment(name))
                .header(HttpHeaders.CACHE_CONTROL, "private, no-store");
        byte[] bytes = store.decrypted(paper.sealed)
                .orElseThrow(() -> new IllegalStateException("the bytes of an attachment are missing"));
        // until 0.1.0 they were kept in Base64
        return Blobs.digest(bytes).equals(paper.digest)
                ? bytes
                : Base64.getDecoder().decode(bytes);
    }

    Attachment attach(String contact, String name, byte[] bytes) {
        String type = type(bytes);
        String digest = Blobs.digest(bytes);
        return QuarkusTransaction.requiringNew().call(() -> {
            log.lock(); // of two at once, one comes second
            @Nullable AttachmentEntity known = AttachmentEntity.findById(AttachmentEntity.id(contact, name));
            if (known != null && conditions.createsOnly()) {
                throw ProblemException.of(ProblemType.STALE_VERSION, "An attachment with this name exists already.");
            }
            if (known != null && known.digest.equals(digest) && known.mediaType.equals(type)) {
                return show(known);
            }
            if (known != null) {
                throw ProblemException.of(
                        ProblemType.CONFLICT,
                        "Another attachment has this name. Attachments cannot be replaced; delete it or use another name.");
            }
            if (AttachmentEntity.count("contact", contact) >= MOST) {
                throw ProblemException.of(ProblemType.CONFLICT, "A contact has at most " + MOST + " attachments.");
            }
            AttachmentEntity paper = new AttachmentEntity(
                    contact,
                    name,
                    type,
                    bytes.length,
                    digest,
                    store.keep(bytes),
                    clock.instant().truncatedTo(ChronoUnit.MILLIS),
                    caller.name());
            paper.persist();
            answer.created("/v1/points-of-contact/" + contact + "/attachments/" + name);
            return show(paper);
        });
    }

    void remove(String contact, String name) {
        QuarkusTransaction.requiringNew().run(() -> {
            AttachmentEntity paper = find(contact, name);
            store.erase(Set.of(paper.sealed));
            paper.delete();
        });
    }

    /** Makes all papers of a contact disappear. */
    void erase(String contact) {
        QuarkusTransaction.requiringNew().run(() -> {
            Set<String> digests = new HashSet<>();
            AttachmentEntity.<AttachmentEntity>list("contact", contact).forEach(paper -> digests.add(paper.sealed));
            if (!digests.isEmpty()) {
                store.erase(digests);
                AttachmentEntity.delete("contact", contact);
            }
        });
    }

    static ProblemException missing(String contact, String name) {
        return ProblemException.of(
                ProblemType.NOT_FOUND,
                "The contact `" + contact + "` has no attachment `" + name + "` that you can read.");
    }

    private static AttachmentEntity find(String contact, String name) {
        return AttachmentEntity.<AttachmentEntity>findByIdOptional(AttachmentEntity.id(contact, name))
                .orElseThrow(() -> missing(contact, name));
    }

    private String type(byte[] bytes) {
        String type = TextOrPdf.sent(request);
        if (type.equals(TextOrPdf.PDF)) {
            refuse(!begins(bytes), "must be a valid PDF");
        } else {
            Optional<String> text = StrictText.utf8(bytes);
            refuse(bytes.length == 0 || text.isEmpty(), "must be non-empty text in UTF-8");
            text.flatMap(PlainText::fault).ifPresent(fault -> refuse(true, fault));
        }
        return type;
    }

    private static void refuse(boolean wrong, String detail) {
        if (wrong) {
            throw ProblemException.of(
                    ProblemType.UNPROCESSABLE,
                    List.of(new Violation().pointer("").detail(detail)));
        }
    }

    private static boolean begins(byte[] bytes) {
        return new String(bytes, 0, Math.min(PDF.length(), bytes.length), StandardCharsets.ISO_8859_1).equals(PDF);
    }

    private static Attachment show(AttachmentEntity paper) {
        return new Attachment()
                .name(paper.name)
                .mediaType(Attachment.MediaTypeEnum.fromValue(paper.mediaType))
                .size(paper.size)
                .digest(TextOrPdf.digest(paper.digest))
                .addedAt(Instants.utc(paper.addedAt))
                .addedBy(paper.addedBy);
    }
}
