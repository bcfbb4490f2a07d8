package org.cybernorms.catalogue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.util.ByteBufferBackedInputStream;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.cybernorms.contract.AbsentValues;
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
 * {@code norms.ndjson} has a record in JSON on each line. Such a file may be larger than the memory: a line is read again
 * whenever its record is wanted.
 */
final class CatalogueFile {

    static final String LINES = ".ndjson";
    private static final String YAML = ".yaml";
    private static final ObjectMapper JSON = new ObjectMapper();

    private final String name;
    private final List<Item> items = new ArrayList<>();

    /** One record of a file; the node is absent if the record is a single line. */
    record Item(
            String file,
            int line,
            String kind,
            String id,
            Supplier<JsonNode> source,
            @Nullable Node node) {

        JsonNode record() {
            return AbsentValues.remove(source.get());
        }

        /** The same item with its record changed. */
        Item with(UnaryOperator<JsonNode> change) {
            return new Item(file, line, kind, id, () -> change.apply(source.get()), node);
        }

        /** A violation with file, line, JSON Pointer and reason. */
        String fault(String pointer, String detail) {
            return file + ":" + (node == null ? line : lineOf(node, pointer)) + ": "
                    + (id.isEmpty() ? "a record without id" : id) + (pointer.isEmpty() ? "" : " " + pointer) + " "
                    + detail;
        }
    }

    private CatalogueFile(String name) {
        this.name = name;
    }

    /** A file in YAML. */
    static CatalogueFile ofYaml(String name, String text) {
        CatalogueFile file = new CatalogueFile(name);
        file.readYaml(text);
        return file;
    }

    /** A file in JSON lines. */
    static CatalogueFile ofLines(String name, ByteBuffer bytes) {
        CatalogueFile file = new CatalogueFile(name);
        file.readLines(bytes);
        return file;
    }

    static boolean isOne(String name) {
        return name.endsWith(YAML) || name.endsWith(LINES);
    }

    List<Item> items() {
        return items;
    }

    private void readLines(ByteBuffer bytes) {
        String kind = name.substring(0, name.length() - LINES.length());
        int line = 0;
        for (int begin = 0; begin < bytes.limit(); line++) {
            int end = begin;
            while (end < bytes.limit() && bytes.get(end) != '\n') {
                end++;
            }
            if (!isBlank(bytes, begin, end)) {
                ByteBuffer json = bytes.slice(begin, end - begin);
                int number = line + 1;
                String id = parse(json, number).path("id").asText();
                items.add(new Item(name, number, kind, id, () -> parse(json, number), null));
            }
            begin = end + 1;
        }
    }

    private static boolean isBlank(ByteBuffer bytes, int begin, int end) {
        for (int i = begin; i < end; i++) {
            if (!Character.isWhitespace(bytes.get(i))) {
                return false;
            }
        }
        return true;
    }

    private JsonNode parse(ByteBuffer json, int line) {
        try {
            return JSON.readTree(new ByteBufferBackedInputStream(json.duplicate()));
        } catch (JsonProcessingException e) {
            throw mistake(line, e.getOriginalMessage());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
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
                        throw mistake(line(kind.getKeyNode()), "must be the name of a kind with a list of records");
                    }
                }
            } else {
                throw mistake(1, "must be a list of records, or an object with such a list for each kind");
            }
        } catch (MarkedYAMLException e) {
            int last = Math.max(1, (int) text.stripTrailing().lines().count()); // not the end of the file below it
            throw mistake(Math.min(last, e.getProblemMark().getLine() + 1), e.getProblem());
        }
    }

    private void read(String kind, SequenceNode list) {
        for (Node node : list.getValue()) {
            JsonNode record = YamlNodes.json(name, node);
            items.add(new Item(name, line(node), kind, record.path("id").asText(), () -> record, node));
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
