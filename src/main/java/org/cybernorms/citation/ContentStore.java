package org.cybernorms.citation;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.security.identity.SecurityIdentity;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.HttpHeaders;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import org.cybernorms.api.model.DocumentContent;
import org.cybernorms.http.EntityTags;
import org.cybernorms.http.FileNames;
import org.cybernorms.http.Instants;
import org.cybernorms.http.JsonEntity;
import org.cybernorms.http.ProblemException;
import org.cybernorms.http.ProblemType;
import org.cybernorms.http.RequestedForm;
import org.cybernorms.http.ResponseMetadata;
import org.cybernorms.http.TextOrPdf;
import org.cybernorms.log.Entry;
import org.cybernorms.log.EntryLog;
import org.cybernorms.record.BodyCodec;
import org.cybernorms.record.CurrentRecords;
import org.cybernorms.record.Kinds;
import org.cybernorms.record.RecordReader;
import org.cybernorms.record.RecordWriter;
import org.cybernorms.vault.Blobs;
import org.jspecify.annotations.Nullable;

/** Contents of documents: kept by digest, shown to those who may read them. */
@ApplicationScoped
class ContentStore {

    private final Kinds kinds;
    private final RecordReader reader;
    private final RecordWriter writer;
    private final CurrentRecords records;
    private final Contents contents;
    private final Blobs blobs;
    private final ContentTexts texts;
    private final EntryLog log;
    private final BodyCodec codec;
    private final ObjectMapper json;
    private final ResponseMetadata answer;
    private final SecurityIdentity caller;
    private final HttpHeaders request;
    private final RequestedForm form;

    ContentStore(
            Kinds kinds,
            RecordReader reader,
            RecordWriter writer,
            CurrentRecords records,
            Contents contents,
            Blobs blobs,
            ContentTexts texts,
            EntryLog log,
            BodyCodec codec,
            ObjectMapper json,
            ResponseMetadata answer,
            SecurityIdentity caller,
            HttpHeaders request,
            RequestedForm form) {
        this.kinds = kinds;
        this.reader = reader;
        this.writer = writer;
        this.records = records;
        this.contents = contents;
        this.blobs = blobs;
        this.texts = texts;
        this.log = log;
        this.codec = codec;
        this.json = json;
        this.answer = answer;
        this.caller = caller;
        this.request = request;
        this.form = form;
    }

    DocumentContent put(
            String document, byte[] bytes, String access, @Nullable String language, @Nullable String reason) {
        reader.require(kinds.get("documents"), document, null);
        boolean pdf = TextOrPdf.sent(request).equals(TextOrPdf.PDF);
        String digest = Blobs.digest(bytes);
        RegisteredText text = texts.sent(bytes, digest, pdf);
        DocumentContent content = new DocumentContent()
                .document(document)
                .mediaType(DocumentContent.MediaTypeEnum.fromValue(pdf ? TextOrPdf.PDF : TextOrPdf.TEXT))
                .size((long) bytes.length)
                .digest(TextOrPdf.digest(digest))
                .language(language)
                .access(DocumentContent.AccessEnum.fromValue(access));
        content = pdf
                ? content.pages(text.parts().size())
                : content.lines(text.parts().size());
        JsonEntity stored = writer.replace(contents, document, json.valueToTree(content), reason, () -> {
            blobs.keep(bytes);
            if (pdf) {
                texts.keep(digest, text);
            }
        });
        answer.withoutLinks();
        return json.convertValue(stored.tree(), DocumentContent.class);
    }

    /** Takes the content back; the log keeps that it was there. */
    void withdraw(String document, @Nullable String reason) {
        writer.withdraw(contents, document, reason, true);
        answer.withoutLinks();
    }

    byte[] get(String document) {
        reader.require(kinds.get("documents"), document, null);
        Entry entry = log.current(contents.name(), document)
                .filter(found -> !found.isWithdrawal() && mayRead(content(found)))
                .orElseThrow(() -> ProblemException.of(
                        ProblemType.NOT_FOUND, "The document `" + document + "` has no content that you can read."));
        DocumentContent content = content(entry);
        answer.shows(EntityTags.of(entry.version()), entry.recordedAt());
        String type = content.getMediaType().toString();
        TextOrPdf.answer(answer, form, type, content.getDigest());
        answer.header(
                HttpHeaders.CONTENT_DISPOSITION,
                FileNames.attachment(document + (type.equals(TextOrPdf.PDF) ? ".pdf" : ".txt")));
        if (content.getLanguage() != null) {
            answer.header(HttpHeaders.CONTENT_LANGUAGE, content.getLanguage());
        }
        forThisCaller(content);
        return bytes(content);
    }

    /** Keeps caches from giving to others what only this caller may see. */
    void forThisCaller(DocumentContent content) {
        if (content.getAccess() == DocumentContent.AccessEnum.RESTRICTED) {
            answer.header(HttpHeaders.CACHE_CONTROL, "private, no-store").tagged("restricted");
        }
    }

    /** What is stored of a current document, if the caller may read it. */
    Optional<DocumentContent> readable(String document) {
        if (!records.has("documents", document)) {
            return Optional.empty();
        }
        return log.current(contents.name(), document)
                .filter(entry -> !entry.isWithdrawal())
                .map(this::content)
                .filter(this::mayRead);
    }

    /** A content as lines or pages; none where it cannot be read. */
    Optional<RegisteredText> text(DocumentContent content) {
        boolean pdf = content.getMediaType() == DocumentContent.MediaTypeEnum.APPLICATION_PDF;
        return texts.stored(digest(content), pdf, () -> bytes(content));
    }

    private DocumentContent content(Entry entry) {
        return codec.publicModel(contents, entry)
                .version(entry.version())
                .entry(entry.number())
                .recordedAt(Instants.utc(entry.recordedAt()))
                .recordedBy(entry.recordedBy());
    }

    private boolean mayRead(DocumentContent content) {
        return content.getAccess() == DocumentContent.AccessEnum.PUBLIC
                || caller.hasRole("contents:read")
                || caller.hasRole("documents:write");
    }

    private byte[] bytes(DocumentContent content) {
        return blobs.bytes(digest(content))
                .orElseThrow(() -> new IllegalStateException("the bytes of " + content.getDigest() + " are missing"));
    }

    /** In hexadecimal digits. */
    private static String digest(DocumentContent content) {
        String digest = content.getDigest();
        byte[] hash = Base64.getDecoder().decode(digest.substring("sha-256=:".length(), digest.length() - 1));
        return HexFormat.of().formatHex(hash);
    }
}
