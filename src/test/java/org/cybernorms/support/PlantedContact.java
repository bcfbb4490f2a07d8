package org.cybernorms.support;

import static org.cybernorms.support.Callers.land;
import static org.cybernorms.support.Callers.secretariat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.restassured.http.ContentType;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.cybernorms.api.model.TlpLabel;

/**
 * A contact of Example Land with its history: nominated, returned, changed, accepted in the training network.
 *
 * @param secrets what stands in its restricted members, if they are there
 */
public record PlantedContact(String id, List<Secret> secrets) {

    private static final String ALL = "/v1/points-of-contact";
    private static final String ATTACHMENT = "paper.txt";

    /** A contact with a secret in every restricted member and in every reason. */
    public static PlantedContact full(TlpLabel tlp) throws Exception {
        Planting planting = new Planting(tlp);
        ObjectNode members = planting.members("PointOfContact");
        planting.references().forEach(PlantedContact::create);
        String id = Register.freshId("leak-desk");
        nominate(
                id,
                members.put("tlp", tlp.toString()),
                planting.reason("reason of the creation"),
                planting.reason("returns"),
                planting.reason("reason of the change"),
                planting.reason("reason of the acceptance"));
        planting.references().forEach(PlantedContact::withdraw);
        attach(id, planting.reason("attachments"));
        return new PlantedContact(id, planting.secrets());
    }

    /** A contact with the same history and nothing restricted but the channel that every contact has. */
    public static PlantedContact bare(TlpLabel tlp) throws Exception {
        String id = Register.freshId("leak-desk");
        ObjectNode members = (ObjectNode) Service.JSON.readTree(Callers.contact(id, "example-land", ""));
        nominate(id, members.put("tlp", tlp.toString()), "A test.", "A test.", "A test.", "A test.");
        attach(id, "A test.");
        return new PlantedContact(id, List.of());
    }

    private static void nominate(String id, ObjectNode members, String... reasons) throws Exception {
        ObjectNode contact = (ObjectNode) Service.JSON.readTree(Callers.contact(id, "example-land", ""));
        contact.setAll(members);
        land().contentType(ContentType.JSON)
                .queryParam("reason", reasons[0])
                .body(contact.toString())
                .post(ALL)
                .then()
                .statusCode(201);
        decide(id, "returned", reasons[1], 1);
        change(id, reasons[2], 2);
        decide(id, "accepted", reasons[3], 3);
    }

    private static void attach(String id, String content) {
        land().contentType("text/plain")
                .body(content)
                .put(ALL + "/" + id + "/attachments/" + ATTACHMENT)
                .then()
                .statusCode(201);
    }

    private static void change(String id, String reason, int version) {
        land().contentType("application/merge-patch+json")
                .queryParam("reason", reason)
                .header("If-Match", "\"" + version + "\"")
                .body("{\"organisation\": {\"fr\": \"Un bureau\"}}")
                .patch(ALL + "/" + id)
                .then()
                .statusCode(200);
    }

    private static void decide(String id, String state, String reason, int version) {
        secretariat()
                .contentType(ContentType.JSON)
                .header("If-Match", "\"" + version + "\"")
                .body("{\"network\": \"training-network\", \"status\": \"%s\", \"reason\": \"%s\"}"
                        .formatted(state, reason))
                .post(ALL + "/" + id + "/decisions")
                .then()
                .statusCode(200);
    }

    private static void create(String id, String kind) {
        String body =
                switch (kind) {
                    case "points-of-contact" -> Callers.contact(id, "example-land", "");
                    case "documents" -> """
                            {"id": "%s", "type": "report", "title": {"en": "A paper"},
                             "citations": [{"document": "registry-desk-notes", "locator": "training network", "confidence": "unconfirmed"}]}""".formatted(id);
                    default -> throw new AssertionError("how to make a record of " + kind + " is not known here");
                };
        Register.sending(body).post("/v1/" + kind).then().statusCode(201);
    }

    private static void withdraw(String id, String kind) {
        Register.admin()
                .header("If-Match", "*")
                .delete("/v1/" + kind + "/" + id)
                .then()
                .statusCode(204);
    }

    /** How many versions there are. */
    public int versions() {
        return Register.admin().get(ALL + "/" + id).path("version");
    }

    public String address() {
        return ALL + "/" + id;
    }

    /** The entries of the log that made it. */
    public List<Integer> entries() {
        return Register.admin().get(address() + "/versions").path("items.entry");
    }

    /** With what an operation on one contact is called to reach this one: in each version where it takes one. */
    public List<Map<String, String>> cases(Operation operation) {
        List<Map<String, String>> cases = new ArrayList<>();
        int last = operation.takes("version") || operation.takes("to") ? versions() : 1;
        for (int version = 1; version <= last; version++) {
            String number = String.valueOf(version);
            cases.add(Map.of(
                    "id", id, "version", number, "from", "1", "to", number, "If-Match", "*", "name", ATTACHMENT));
        }
        return cases;
    }
}
