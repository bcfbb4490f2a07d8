package org.cybernorms.catalogue;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.cybernorms.record.Lookup;

/**
 * The records of the files before those of the register: a file is right or wrong by itself, whatever an editor changed
 * or withdrew in the register.
 */
final class FilesFirst implements Lookup {

    private final Map<String, Map<String, CatalogueFile.Item>> files = new HashMap<>();
    private final Lookup register;

    FilesFirst(List<CatalogueFile.Item> items, Lookup register) {
        items.forEach(item -> items(item.kind()).put(item.id(), item));
        this.register = register;
    }

    @Override
    public Optional<JsonNode> find(String kind, String id) {
        return Optional.ofNullable(items(kind).get(id))
                .map(CatalogueFile.Item::record)
                .or(() -> register.find(kind, id));
    }

    @Override
    public Set<String> present(String kind, Set<String> ids) {
        Set<String> present = new HashSet<>(ids);
        present.retainAll(items(kind).keySet());
        Set<String> others = new HashSet<>(ids);
        others.removeAll(present);
        if (!others.isEmpty()) {
            present.addAll(register.present(kind, others));
        }
        return present;
    }

    private Map<String, CatalogueFile.Item> items(String kind) {
        return files.computeIfAbsent(kind, none -> new HashMap<>());
    }
}
