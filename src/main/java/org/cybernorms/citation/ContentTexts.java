package org.cybernorms.citation;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.cybernorms.api.model.Violation;
import org.cybernorms.contract.PlainText;
import org.cybernorms.http.ProblemException;
import org.cybernorms.http.ProblemType;
import org.cybernorms.http.StrictText;
import org.cybernorms.log.EntryLog;
import org.cybernorms.vault.BlobTexts;

/** The texts of contents. A PDF is read once; what was read is kept, by the digest of its bytes. */
@ApplicationScoped
class ContentTexts {

    /** A new version wherever the same bytes may give another text, or more of them can be read. */
    private static final BlobTexts.Reading PDF = new BlobTexts.Reading("pdf", 1);

    private static final long CHARACTERS_IN_MEMORY = 40_000_000;

    private final PdfReader pdfs;
    private final BlobTexts kept;
    private final EntryLog log;
    private final ObjectMapper json;
    private final Cache<String, Optional<RegisteredText>> read = Caffeine.newBuilder()
            .maximumWeight(CHARACTERS_IN_MEMORY)
            .weigher((String key, Optional<RegisteredText> text) ->
                    1 + text.map(RegisteredText::size).orElse(0))
            .build();

    ContentTexts(PdfReader pdfs, BlobTexts kept, EntryLog log, ObjectMapper json) {
        this.pdfs = pdfs;
        this.kept = kept;
        this.log = log;
        this.json = json;
    }

    /** Reads what was sent; answers 422 to what is no text or PDF, or is a PDF beyond the limits. */
    RegisteredText sent(byte[] bytes, String digest, boolean pdf) {
        if (bytes.length == 0) {
            throw refused("must not be empty");
        }
        if (!pdf) {
            String text = StrictText.utf8(bytes).orElseThrow(() -> refused("must be text in UTF-8"));
            PlainText.fault(text).ifPresent(fault -> {
                throw refused(fault);
            });
            return RegisteredText.ofText(bytes);
        }
        return kept.find(digest, PDF)
                .flatMap(BlobTexts.Kept::text)
                .map(this::unpacked)
                .orElseGet(() -> {
                    try {
                        return RegisteredText.ofPages(pdfs.pages(bytes));
                    } catch (PdfLimits.Exceeded e) {
                        throw refused(e.fault());
                    } catch (IOException e) {
                        throw refused("must be a valid PDF");
                    }
                });
    }

    /** Keeps the text of a PDF, in the transaction that keeps its bytes. */
    void keep(String digest, RegisteredText text) {
        kept.keep(digest, PDF, packed(text));
    }

    /**
     * The text of a stored content; none where it cannot be read within the limits, which contents from before there
     * were limits may be.
     */
    Optional<RegisteredText> stored(String digest, boolean pdf, Supplier<byte[]> bytes) {
        String key = digest + pdf;
        Optional<RegisteredText> known = read.getIfPresent(key);
        if (known == null) {
            known = pdf ? pdf(digest, bytes) : Optional.of(RegisteredText.ofText(bytes.get()));
            read.put(key, known);
        }
        return known;
    }

    private Optional<RegisteredText> pdf(String digest, Supplier<byte[]> bytes) {
        Optional<BlobTexts.Kept> before = kept.find(digest, PDF);
        if (before.isPresent()) {
            return before.get().text().map(this::unpacked);
        }
        Optional<RegisteredText> text;
        try {
            text = Optional.of(RegisteredText.ofPages(pdfs.pages(bytes.get())));
        } catch (PdfLimits.Exceeded e) {
            if (e.isOfTime()) {
                return Optional.empty(); // another time it may be fast enough
            }
            text = Optional.empty();
        } catch (IOException e) {
            text = Optional.empty();
        }
        byte[] packed = text.map(this::packed).orElse(null);
        QuarkusTransaction.requiringNew().run(() -> {
            log.lock();
            kept.keep(digest, PDF, packed);
        });
        return text;
    }

    private byte[] packed(RegisteredText text) {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
            json.writeValue(gzip, text.parts());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return packed.toByteArray();
    }

    private RegisteredText unpacked(byte[] packed) {
        try (GZIPInputStream gzip = new GZIPInputStream(new ByteArrayInputStream(packed))) {
            return RegisteredText.ofPages(json.readValue(gzip, new TypeReference<List<String>>() {}));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static ProblemException refused(String detail) {
        return ProblemException.of(
                ProblemType.UNPROCESSABLE, List.of(new Violation().pointer("").detail(detail)));
    }
}
