package org.cybernorms.support;

import static org.cybernorms.support.Secret.word;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import org.cybernorms.api.model.TlpLabel;

/**
 * Fills every restricted member of a record that can be sent with secrets, as its schema in the contract says. Fails
 * where a schema is of a form that it does not know.
 */
public final class Planting {

    private static final AtomicInteger COUNTER = new AtomicInteger();
    private static final AtomicInteger PLANTINGS = new AtomicInteger();
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final List<String> ZONES =
            List.of("Antarctica/Vostok", "Indian/Kerguelen", "Antarctica/Mawson", "Antarctica/Casey");
    private static final String RESTRICTED_ITEM = "tlp";

    private final TlpLabel tlp;
    private final OpenPgpKeys.Made key;
    private final String zone;
    private final List<Secret> secrets = new ArrayList<>();
    private final Map<String, String> references = new TreeMap<>();

    public Planting(TlpLabel tlp) throws Exception {
        this.tlp = tlp;
        this.key = OpenPgpKeys.make();
        this.zone = ZONES.get(PLANTINGS.getAndIncrement());
    }

    /** All that was planted. */
    public List<Secret> secrets() {
        return secrets;
    }

    /** The records to which what was planted refers, by their ids: their kinds. */
    public Map<String, String> references() {
        return references;
    }

    /** A word that occurs nowhere else. */
    public String reason(String place) {
        Secret secret = word(place, TlpLabel.TLP_AMBER_STRICT, fresh("reason"));
        secrets.add(secret);
        return secret.text();
    }

    /** The restricted members of a schema that can be sent, each with a secret in it. */
    public ObjectNode members(String name) {
        ObjectNode members = JSON.objectNode();
        schema(name).path("properties").properties().forEach(property -> {
            JsonNode schema = resolve(property.getValue());
            TlpLabel limit = TlpLabel.fromValue(schema.path("x-tlp").asText(TlpLabel.TLP_CLEAR.toString()));
            if (limit != TlpLabel.TLP_CLEAR && !schema.path("readOnly").asBoolean()) {
                int before = secrets.size();
                members.set(property.getKey(), value(schema, property.getKey(), max(limit, tlp)));
                if (secrets.size() == before) {
                    throw new AssertionError("no secret could be planted in " + name + "." + property.getKey());
                }
            }
        });
        return members;
    }

    private JsonNode value(JsonNode schema, String place, TlpLabel reach) {
        if (schema.has("enum")) {
            return schema.path("enum").get(0);
        }
        return switch (schema.path("type").asText()) {
            case "string" -> JSON.textNode(text(schema, place, reach));
            case "array" -> list(resolve(schema.path("items")), place, reach);
            case "object" ->
                schema.has("properties")
                        ? object(schema, place, reach)
                        : JSON.objectNode().set("en", value(schema.path("additionalProperties"), place, reach));
            case "integer" -> JSON.numberNode(COUNTER.incrementAndGet() % 100 + 1);
            default -> throw unknown(schema, place);
        };
    }

    /** One item; where items have types, one of each, and where they say how far they are shared, one that is not. */
    private ArrayNode list(JsonNode item, String place, TlpLabel reach) {
        ArrayNode list = JSON.arrayNode();
        List<JsonNode> types = new ArrayList<>();
        resolve(item.at("/properties/type")).path("enum").forEach(types::add);
        for (JsonNode type : types) {
            list.add(typed(object(item, place, reach), type.asText(), place, reach));
        }
        if (item.path("properties").has(RESTRICTED_ITEM)) {
            ObjectNode own = object(item, place + ".strict", TlpLabel.TLP_AMBER_STRICT);
            list.add(typed(own, types.get(0).asText(), place + ".strict", TlpLabel.TLP_AMBER_STRICT)
                    .put(RESTRICTED_ITEM, TlpLabel.TLP_AMBER_STRICT.toString()));
        } else if (list.isEmpty()) {
            list.add(value(item, place, reach));
        }
        return list;
    }

    private ObjectNode typed(ObjectNode item, String type, String place, TlpLabel reach) {
        String address = item.path("address").asText();
        secrets.removeIf(secret -> secret.text().equals(address));
        String formed =
                switch (type) {
                    case "email" -> address + "@test.example.org";
                    case "phone" -> "+1-555-01" + (10 + COUNTER.incrementAndGet() % 90);
                    case "web-form" -> "https://" + address + ".example.org/";
                    default -> address;
                };
        secrets.add(word(place + "." + type, reach, type.equals("phone") ? formed : address));
        return item.put("type", type).put("address", formed);
    }

    /** All members but those that are only yes or no. */
    private ObjectNode object(JsonNode schema, String place, TlpLabel reach) {
        ObjectNode object = JSON.objectNode();
        schema.path("properties").properties().forEach(property -> {
            JsonNode of = resolve(property.getValue());
            if (!of.path("type").asText().equals("boolean")
                    && !property.getKey().equals(RESTRICTED_ITEM)) {
                object.set(property.getKey(), value(of, place + "." + property.getKey(), reach));
            }
        });
        return object;
    }

    private String text(JsonNode schema, String place, TlpLabel reach) {
        int number = COUNTER.incrementAndGet();
        String fresh = fresh(place.replaceAll(".*\\.", "").toLowerCase(java.util.Locale.ROOT));
        String kind = schema.path("x-refers-to").asText("");
        if (!kind.isEmpty()) {
            references.put(fresh, kind);
            secrets.add(new Secret(place, reach, fresh, Pattern.compile(fresh), true));
            return fresh;
        }
        String hour = "%02d:%02d".formatted(number / 60 % 24, number % 60);
        String text = List.of(
                        fresh,
                        LocalDate.of(1701, 1, 1).plusDays(37L * number).toString(),
                        "https://" + fresh + ".example.org/",
                        "qtx-Qabc-" + (100 + number % 900),
                        zone,
                        hour,
                        key.fingerprint(),
                        key.armored())
                .stream()
                .filter(candidate -> fits(schema, candidate))
                .findFirst()
                .orElseThrow(() -> unknown(schema, place));
        if (text.equals(hour)) { // as an hour of duty, not within the time of an answer
            secrets.add(new Secret(place, reach, hour, Pattern.compile("(?<![\\dT:-])" + hour + "(?![\\d:])"), false));
        } else if (text.equals(key.armored())) { // a card has it in Base64 once more
            String again = Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.US_ASCII));
            secrets.add(word(place, reach, text.lines().skip(6).findFirst().orElseThrow()));
            secrets.add(word(place + " in Base64", reach, again.substring(400, 440)));
        } else {
            secrets.add(word(place, reach, text));
        }
        return text;
    }

    private static boolean fits(JsonNode schema, String candidate) {
        boolean format =
                switch (schema.path("format").asText()) {
                    case "date" -> candidate.matches("\\d{4}-\\d\\d-\\d\\d");
                    case "uri" -> candidate.startsWith("https://");
                    case "" -> true;
                    default -> false;
                };
        return format
                && candidate.length() <= schema.path("maxLength").asInt(Integer.MAX_VALUE)
                && Pattern.compile(schema.path("pattern").asText(""))
                        .matcher(candidate)
                        .find();
    }

    private static AssertionError unknown(JsonNode schema, String place) {
        return new AssertionError("how to plant a secret in " + place + " is not known here: " + schema);
    }

    private static String fresh(String name) {
        return "zq" + name + COUNTER.incrementAndGet() + "x7f3";
    }

    private static TlpLabel max(TlpLabel one, TlpLabel other) {
        return Collections.max(List.of(one, other));
    }

    private static JsonNode schema(String name) {
        return ContractGate.INSTANCE.contract().at("/components/schemas/" + name);
    }

    /** Follows a reference; what stands beside it overrides what it leads to. */
    public static JsonNode resolve(JsonNode node) {
        if (!node.has("$ref")) {
            return node;
        }
        ObjectNode merged = resolve(ContractGate.INSTANCE
                        .contract()
                        .at(node.path("$ref").asText().substring(1)))
                .deepCopy();
        node.properties().stream()
                .filter(member -> !member.getKey().equals("$ref"))
                .forEach(member -> merged.set(member.getKey(), member.getValue()));
        return merged;
    }
}
