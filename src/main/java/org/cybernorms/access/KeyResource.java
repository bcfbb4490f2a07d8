package org.cybernorms.access;

import java.util.List;
import org.cybernorms.api.KeysApi;
import org.cybernorms.api.model.IssuedKey;
import org.cybernorms.api.model.Key;
import org.cybernorms.api.model.KeyPage;
import org.cybernorms.api.model.NewKey;
import org.cybernorms.http.CurrentQuery;
import org.jspecify.annotations.NullUnmarked;

/** The operations on keys in the contract. */
@NullUnmarked
class KeyResource implements KeysApi {

    private final Keys keys;
    private final CurrentQuery query;

    KeyResource(Keys keys, CurrentQuery query) {
        this.keys = keys;
        this.query = query;
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
    public KeyPage listKeys(List<String> owner, Integer limit, String cursor, String format, Boolean bom) {
        return keys.list(query.get());
    }

    @Override
    public void revokeKey(String id) {
        keys.revoke(id);
    }
}
