package org.cybernorms.citation;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.quarkus.security.identity.SecurityIdentity;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.HttpHeaders;
import java.io.IOException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.cybernorms.api.model.DocumentContent;
import org.cybernorms.api.model.Fault;
import org.cybernorms.http.Instants;
import org.cybernorms.http.JsonEntity;
import org.cybernorms.http.Preconditions;
import org.cybernorms.http.ProblemException;
import org.cybernorms.http.ProblemType;
import org.cybernorms.http.ResponseMetadata;
import org.cybernorms.http.StrictText;
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

    private static final int READ = 8;

    private final Kinds kinds;
    private final RecordReader reader;
    private final RecordWriter writer;
    private final CurrentRecords records;
    private final Contents contents;
    private final Blobs blobs;
    private final EntryLog log;
    private final BodyCodec codec;
    private final ObjectMapper json;
    private final ResponseMetadata answer;
    private final SecurityIdentity caller;
    private final HttpHeaders request;
    private final Cache<String, RegisteredText> read =
            Caffeine.newBuilder().maximumSize(READ).build();

    ContentStore(
            Kinds kinds,
            RecordReader reader,
            RecordWriter writer,
            CurrentRecords records,
            Contents contents,
            Blobs blobs,
            EntryLog log,
            BodyCodec codec,
            ObjectMapper json,
            ResponseMetadata answer,
            SecurityIdentity caller,
            HttpHeaders request) {
        this.kinds = kinds;
        this.reader = reader;
        this.writer = writer;
        this.records = records;
        this.contents = contents;
        this.blobs = blobs;
        this.log = log;
        this.codec = codec;
        this.json = json;
        this.answer = answer;
        this.caller = caller;
        this.request = request;
    }

    DocumentContent put(
            String document,
            byte[] bytes,
            String access,
            @Nullable String language,
            @Nullable String ifMatch,
            @Nullable String ifNoneMatch,
            @Nullable String reason) {
        reader.require(kinds.get("documents"), document, null);
        boolean pdf = TextOrPdf.sent(request).equals(TextOrPdf.PDF);
        RegisteredText text = parse(bytes, pdf);
        DocumentContent content = new DocumentContent()
                .document(document)
                .mediaType(DocumentContent.MediaTypeEnum.fromValue(pdf ? TextOrPdf.PDF : TextOrPdf.TEXT))
                .size((long) bytes.length)
                .digest(TextOrPdf.digest(Blobs.digest(bytes)))
                .language(language)
                .access(DocumentContent.AccessEnum.fromValue(access));
        content = pdf
                ? content.pages(text.parts().size())
                : content.lines(text.parts().size());
        JsonEntity stored = writer.replace(
                contents, document, json.valueToTree(content), ifMatch, ifNoneMatch, reason, () -> blobs.keep(bytes));
        answer.withoutLinks();
        return json.convertValue(stored.tree(), DocumentContent.class);
    }

    /** Takes the content back; the log keeps that it was there. */
    void withdraw(String document, @Nullable String ifMatch, @Nullable String reason) {
        writer.withdraw(contents, document, ifMatch, reason, true);
        answer.withoutLinks();
    }

    private static RegisteredText parse(byte[] bytes, boolean pdf) {
        if (bytes.length == 0) {
            throw refused("must not be empty");
        }
        if (!pdf) {
            String text = StrictText.utf8(bytes).orElseThrow(() -> refused("must be UTF-8"));
            if (text.indexOf('\0') >= 0) {
                throw refused("must be text");
            }
            return RegisteredText.ofText(bytes);
        }
        try {
            return RegisteredText.ofPdf(bytes);
        } catch (IOException e) {
            throw refused("is not a PDF that can be read");
        }
    }

    private static ProblemException refused(String detail) {
        return ProblemException.of(
                ProblemType.UNPROCESSABLE, List.of(new Fault().pointer("").detail(detail)));
    }

    byte[] get(String document) {
        reader.require(kinds.get("documents"), document, null);
        Entry entry = log.current(contents.name(), document)
                .filter(found -> !found.isWithdrawal() && mayRead(content(found)))
                .orElseThrow(() -> ProblemException.of(
                        ProblemType.NOT_FOUND, "The document " + document + " has no content that you may read."));
        DocumentContent content = content(entry);
        answer.shows(Preconditions.etag(entry.version()), entry.recordedAt());
        TextOrPdf.answer(answer, request, content.getMediaType().toString(), content.getDigest());
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

    /** A content as lines or pages. Two callers may both parse a new one; neither waits for the other. */
    RegisteredText text(DocumentContent content) {
        String key = content.getMediaType() + " " + content.getDigest();
        RegisteredText known = read.getIfPresent(key);
        if (known == null) {
            known = parse(bytes(content), content.getMediaType() == DocumentContent.MediaTypeEnum.APPLICATION_PDF);
            read.put(key, known);
        }
        return known;
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
        String digest = content.getDigest();
        byte[] hash = Base64.getDecoder().decode(digest.substring("sha-256=:".length(), digest.length() - 1));
        return blobs.bytes(HexFormat.of().formatHex(hash))
                .orElseThrow(() -> new IllegalStateException("the bytes of " + digest + " are missing"));
    }
}
