package org.cybernorms.directory.delivery;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import org.cybernorms.record.BodyCodec;
import org.cybernorms.vault.EncryptedStore;

/** Texts between two parties: kept encrypted under a digest, decrypted for these two alone by whoever asks on their behalf. */
@ApplicationScoped
public class ConfidentialTexts {

    private final EncryptedStore store;
    private final BodyCodec codec;

    ConfidentialTexts(EncryptedStore store, BodyCodec codec) {
        this.store = store;
        this.codec = codec;
    }

    /** Keeps a text by language and returns its digest. */
    public String keep(Map<String, String> text) {
        return store.keep(codec.written(text));
    }

    /** The texts under these digests as JSON, without those that were erased. */
    public Map<String, String> of(Collection<String> digests) {
        return store.decrypted(digests);
    }

    public void erase(Set<String> digests) {
        store.erase(digests);
    }
}
