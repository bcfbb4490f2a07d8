package org.cybernorms.citation;

import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.cybernorms.api.model.DocumentContent;
import org.cybernorms.catalogue.CatalogueFolder;
import org.cybernorms.log.Blobs;
import org.cybernorms.log.Shown;
import org.cybernorms.record.Author;
import org.cybernorms.record.Changes;
import org.cybernorms.web.TextOrPdf;

/** The contents that come with the catalogue: public texts of its own documents. */
@ApplicationScoped
public class ShippedContents {

    private static final String ACTOR = "catalogue";

    private final CatalogueFolder folder;
    private final Contents contents;
    private final Changes changes;
    private final Blobs blobs;

    ShippedContents(CatalogueFolder folder, Contents contents, Changes changes, Blobs blobs) {
        this.folder = folder;
        this.contents = contents;
        this.changes = changes;
        this.blobs = blobs;
    }

    /** Stores what is new or changed; what somebody else stored is left alone. */
    public void load() {
        QuarkusTransaction.requiringNew().run(() -> folder.contents().forEach(this::put));
    }

    private void put(String document, String text) {
        Optional<Shown> before = changes.begin(contents, document);
        if (before.filter(shown -> !shown.entry().recordedBy().equals(ACTOR)).isPresent()) {
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
        changes.write(contents, document, content, before, new Author(ACTOR, null));
    }
}
