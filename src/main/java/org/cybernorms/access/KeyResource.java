package org.cybernorms.access;

import java.util.List;
import org.cybernorms.api.KeysApi;
import org.cybernorms.api.model.IssuedKey;
import org.cybernorms.api.model.Key;
import org.cybernorms.api.model.KeyPage;
import org.cybernorms.api.model.NewKey;
import org.jspecify.annotations.NullUnmarked;

/** The operations on keys in the contract. */
@NullUnmarked
class KeyResource implements KeysApi {

    private final Keys keys;

    KeyResource(Keys keys) {
        this.keys = keys;
    }

    @Override
    public IssuedKey createKey(NewKey newKey) {
        return keys.issue(newKey);
    }

    @Override
    public Key getKey(String id) {
        return keys.get(id);
    }

    @Override
    public KeyPage listKeys(List<String> owner, Integer limit, String cursor, String format) {
        return keys.list(owner, limit, cursor);
    }

    @Override
    public void revokeKey(String id) {
        keys.revoke(id);
    }
}
