package org.cybernorms.catalogue;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/** One file of the catalogue: a YAML list of records, each of which knows the lines where it stands. */
final class CatalogueFile {

    private static final YAMLMapper YAML = new YAMLMapper();

    private final String name;
    private final List<Item> items = new ArrayList<>();

    /** One record of a file. */
    record Item(String file, JsonNode record, Node node) {

        /** A fault with file, line, pointer and reason. */
        String fault(String pointer, String detail) {
            String id = record.path("id").asText("a record without id");
            return file + ":" + line(node, pointer) + ": " + id + (pointer.isEmpty() ? "" : " " + pointer) + " "
                    + detail;
        }
    }

    CatalogueFile(String name, String text) {
        this.name = name;
        LoaderOptions options = new LoaderOptions();
        options.setAllowDuplicateKeys(false);
        try {
            JsonNode records = YAML.readTree(text);
            Node root = new Yaml(options).compose(new StringReader(text));
            new Yaml(options).load(text);
            if (!(root instanceof SequenceNode sequence)) {
                throw new CatalogueException(List.of(name + ":1: must be a list of records"));
            }
            for (int i = 0; i < sequence.getValue().size(); i++) {
                items.add(new Item(name, records.path(i), sequence.getValue().get(i)));
            }
        } catch (MarkedYAMLException e) {
            throw new CatalogueException(
                    List.of(name + ":" + (e.getProblemMark().getLine() + 1) + ": " + e.getProblem()));
        } catch (JacksonException e) {
            throw new CatalogueException(
                    List.of(name + ":" + e.getLocation().getLineNr() + ": " + e.getOriginalMessage()));
        }
    }

    /** The name of the kind that the file holds. */
    String kind() {
        return name.replace(".yaml", "");
    }

    List<Item> items() {
        return items;
    }

    /** The line (counted from 1) of the nearest node to a JSON Pointer. */
    private static int line(Node node, String pointer) {
        Node at = node;
        int line = node.getStartMark().getLine() + 1;
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
                line = member.getKeyNode().getStartMark().getLine() + 1;
                at = member.getValueNode();
            } else if (at instanceof SequenceNode sequence
                    && Integer.parseInt(name) < sequence.getValue().size()) {
                at = sequence.getValue().get(Integer.parseInt(name));
                line = at.getStartMark().getLine() + 1;
            } else {
                return line;
            }
        }
        return line;
    }
}
