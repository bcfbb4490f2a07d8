package org.cybernorms.record;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.cybernorms.api.model.TlpLabel;
import org.cybernorms.contract.Schemas;
import org.jspecify.annotations.Nullable;

/**
 * Lists whose items say themselves how far they may be shared ({@code tlp}). The marks of the newest version count for
 * the items of older versions; the properties that the contract names in {@code x-item-key} identify an item.
 */
@ApplicationScoped
class ItemMarks {

    private static final String MARK = "tlp";
    private static final String KEY = "x-item-key";

    private final Schemas schemas;

    ItemMarks(Schemas schemas) {
        this.schemas = schemas;
    }

    /** Which of these properties are lists whose items carry marks. */
    Set<String> lists(Kind<?> kind, Set<String> properties) {
        Set<String> lists = new TreeSet<>(properties);
        lists.removeIf(property -> !item(kind, property).path("properties").has(MARK));
        return lists;
    }

    /**
     * Removes the items that a caller may not see. An item that the newest version no longer has is removed: whether its
     * mark would have been tightened is not known.
     *
     * @param newest the same list in the newest version
     * @param level how far the caller's access reaches, less than everything
     */
    void redact(Kind<?> kind, String list, ObjectNode record, JsonNode newest, TlpLabel level) {
        if (!(record.path(list) instanceof ArrayNode items)) {
            return;
        }
        JsonNode schema = item(kind, list);
        Map<List<JsonNode>, TlpLabel> marks = new HashMap<>();
        newest.forEach(item -> marks.merge(key(schema, item), mark(item), ItemMarks::stricter));
        for (int i = items.size() - 1; i >= 0; i--) {
            @Nullable TlpLabel now = marks.get(key(schema, items.get(i)));
            if (now == null || TlpRank.exceeds(stricter(now, mark(items.get(i))), level)) {
                items.remove(i);
            }
        }
        if (items.isEmpty()) {
            record.remove(list);
        }
    }

    /** What identifies an item: the properties that the contract names, or where it names none the whole item. */
    private static List<JsonNode> key(JsonNode schema, JsonNode item) {
        if (!schema.has(KEY)) {
            return List.of(item);
        }
        List<JsonNode> key = new ArrayList<>();
        schema.path(KEY).forEach(property -> key.add(item.path(property.asText())));
        return key;
    }

    private static TlpLabel mark(JsonNode item) {
        String mark = item.path(MARK).asText("");
        return mark.isEmpty() ? TlpLabel.TLP_CLEAR : TlpLabel.fromValue(mark);
    }

    private static TlpLabel stricter(TlpLabel one, TlpLabel other) {
        return TlpRank.STRICTER.compare(one, other) < 0 ? other : one;
    }

    private JsonNode item(Kind<?> kind, String list) {
        JsonNode schema =
                schemas.resolve(schemas.named(kind.schema()).path("properties").path(list));
        return schemas.resolve(schema.path("items"));
    }
}
