package org.cybernorms.citation;

import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.cybernorms.api.model.DocumentContent;
import org.cybernorms.catalogue.CatalogueFolder;
import org.cybernorms.http.TextOrPdf;
import org.cybernorms.log.Entry;
import org.cybernorms.log.EntryLog;
import org.cybernorms.record.Author;
import org.cybernorms.record.BodyCodec;
import org.cybernorms.record.RecordLog;
import org.cybernorms.vault.Blobs;

/** The contents that come with the catalogue: public texts of its own documents. */
@ApplicationScoped
public class ShippedContents {

    private static final String ACTOR = "catalogue";

    private final CatalogueFolder folder;
    private final Contents contents;
    private final RecordLog records;
    private final EntryLog log;
    private final BodyCodec codec;
    private final Blobs blobs;

    ShippedContents(
            CatalogueFolder folder, Contents contents, RecordLog records, EntryLog log, BodyCodec codec, Blobs blobs) {
        this.folder = folder;
        this.contents = contents;
        this.records = records;
        this.log = log;
        this.codec = codec;
        this.blobs = blobs;
    }

    /** Stores what is new or changed; what somebody else stored is left alone. */
    public void load() {
        QuarkusTransaction.requiringNew().run(() -> folder.contents().forEach(this::put));
    }

    private void put(String document, String text) {
        log.lock();
        Optional<Entry> before = log.current(contents.name(), document);
        if (before.filter(entry -> !entry.recordedBy().equals(ACTOR)).isPresent()) {
            return;
        }
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        DocumentContent content = new DocumentContent()
                .document(document)
                .mediaType(DocumentContent.MediaTypeEnum.TEXT_PLAIN)
                .size((long) bytes.length)
                .digest(TextOrPdf.digest(blobs.keep(bytes)))
                .access(DocumentContent.AccessEnum.PUBLIC)
                .lines(RegisteredText.ofText(bytes).parts().size());
        records.write(
                contents,
                document,
                codec.body(contents, content),
                before,
                before.map(entry -> codec.body(contents, codec.publicModel(contents, entry))),
                new Author(ACTOR, null));
    }
}
