package org.cybernorms.vault;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What was read from a blob, by which reader. */
@Entity
@Table(name = "blob_text")
class BlobText {

    @Id
    private String digest;

    private String reading;

    private int reader;

    private byte @Nullable [] text;

    @SuppressWarnings("NullAway.Init") // filled by Hibernate
    protected BlobText() {}

    BlobText(String digest, BlobTexts.Reading reading, byte @Nullable [] text) {
        this.digest = digest;
        replace(reading, text);
    }

    final void replace(BlobTexts.Reading reading, byte @Nullable [] text) {
        this.reading = reading.name();
        this.reader = reading.version();
        this.text = text;
    }

    boolean isBy(BlobTexts.Reading reading) {
        return this.reading.equals(reading.name()) && reader == reading.version();
    }

    Optional<byte[]> text() {
        return Optional.ofNullable(text);
    }
}
