package org.cybernorms.catalogue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/**
 * One file of the catalogue; each of its records knows the lines where it stands.
 *
 * <p>{@code norms.yaml} is a list of records of one kind, {@code canada-2019.yaml} a map from kind to such a list, and
 * {@code norms.ndjson} has a record in JSON on each line (for large loads).
 */
final class CatalogueFile {

    static final String LINES = ".ndjson";
    private static final String YAML = ".yaml";
    private static final ObjectMapper JSON = new ObjectMapper();

    private final String name;
    private final List<Item> items = new ArrayList<>();

    /** One record of a file; the node is absent where the record stands on one line. */
    record Item(
            String file,
            int line,
            String kind,
            JsonNode record,
            @Nullable Node node) {

        String id() {
            return record.path("id").asText();
        }

        /** A fault with file, line, pointer and reason. */
        String fault(String pointer, String detail) {
            String id = record.path("id").asText("a record without id");
            return file + ":" + (node == null ? line : lineOf(node, pointer)) + ": " + id
                    + (pointer.isEmpty() ? "" : " " + pointer) + " " + detail;
        }
    }

    CatalogueFile(String name, String text) {
        this.name = name;
        if (name.endsWith(LINES)) {
            readLines(text);
        } else {
            readYaml(text);
        }
    }

    static boolean isOne(String name) {
        return name.endsWith(YAML) || name.endsWith(LINES);
    }

    List<Item> items() {
        return items;
    }

    private void readLines(String text) {
        String kind = name.substring(0, name.length() - LINES.length());
        String[] lines = text.split("\n", -1);
        for (int i = 0; i < lines.length; i++) {
            if (!lines[i].isBlank()) {
                try {
                    items.add(new Item(name, i + 1, kind, JSON.readTree(lines[i]), null));
                } catch (JsonProcessingException e) {
                    throw mistake(i + 1, e.getOriginalMessage());
                }
            }
        }
    }

    private void readYaml(String text) {
        LoaderOptions options = new LoaderOptions();
        options.setCodePointLimit(Integer.MAX_VALUE);
        try {
            Node root = new Yaml(options).compose(new StringReader(text));
            if (root instanceof SequenceNode list) {
                read(name.substring(0, name.length() - YAML.length()), list);
            } else if (root instanceof MappingNode kinds) {
                for (NodeTuple kind : kinds.getValue()) {
                    if (kind.getKeyNode() instanceof ScalarNode key
                            && kind.getValueNode() instanceof SequenceNode list) {
                        read(key.getValue(), list);
                    } else {
                        throw mistake(line(kind.getKeyNode()), "must be a kind with a list of records");
                    }
                }
            } else {
                throw mistake(1, "must be a list of records, or a map from kind to such a list");
            }
        } catch (MarkedYAMLException e) {
            int last = Math.max(1, (int) text.stripTrailing().lines().count()); // not the end of the file below it
            throw mistake(Math.min(last, e.getProblemMark().getLine() + 1), e.getProblem());
        }
    }

    private void read(String kind, SequenceNode list) {
        for (Node node : list.getValue()) {
            items.add(new Item(name, line(node), kind, YamlNodes.json(name, node), node));
        }
    }

    private CatalogueException mistake(int line, String detail) {
        return new CatalogueException(List.of(name + ":" + line + ": " + detail));
    }

    static int line(Node node) {
        return node.getStartMark().getLine() + 1;
    }

    /** The line (counted from 1) of the nearest node to a JSON Pointer. */
    private static int lineOf(Node node, String pointer) {
        Node at = node;
        int line = line(node);
        for (String name :
                pointer.isEmpty() ? new String[0] : pointer.substring(1).split("/", -1)) {
            if (at instanceof MappingNode mapping) {
                NodeTuple member = mapping.getValue().stream()
                        .filter(tuple -> tuple.getKeyNode() instanceof ScalarNode key
                                && key.getValue().equals(name))
                        .findFirst()
                        .orElse(null);
                if (member == null) {
                    return line;
                }
                line = line(member.getKeyNode());
                at = member.getValueNode();
            } else if (at instanceof SequenceNode sequence
                    && Integer.parseInt(name) < sequence.getValue().size()) {
                at = sequence.getValue().get(Integer.parseInt(name));
                line = line(at);
            } else {
                return line;
            }
        }
        return line;
    }
}
