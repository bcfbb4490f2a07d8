package org.cybernorms.vault;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import org.hibernate.annotations.Immutable;

/** The bytes of a content under their digest. They are never altered, so what the log names by digest is what is here. */
@Entity
@Immutable
class Blob {

    @Id
    private String digest;

    private byte[] bytes;

    @SuppressWarnings("NullAway.Init") // filled by Hibernate
    protected Blob() {}

    Blob(String digest, byte[] bytes) {
        this.digest = digest;
        this.bytes = bytes;
    }

    String digest() {
        return digest;
    }

    byte[] bytes() {
        return bytes;
    }
}
