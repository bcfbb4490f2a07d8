package org.cybernorms.access;

import java.util.List;
import org.cybernorms.api.KeysApi;
import org.cybernorms.api.model.AccessKey;
import org.cybernorms.api.model.AccessKeyPage;
import org.cybernorms.api.model.IssuedAccessKey;
import org.cybernorms.api.model.NewAccessKey;
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
    public IssuedAccessKey createKey(NewAccessKey newAccessKey, String idempotencyKey) {
        return keys.issue(newAccessKey, idempotencyKey);
    }

    @Override
    public AccessKey getKey(String id) {
        return keys.get(id);
    }

    @Override
    public AccessKeyPage listKeys(List<String> owner) {
        return keys.list(query.get());
    }

    @Override
    public void revokeKey(String id) {
        keys.revoke(id);
    }
}
