package org.cybernorms.format;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.ext.MessageBodyWriter;
import jakarta.ws.rs.ext.Provider;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.annotation.Annotation;
import java.lang.reflect.Type;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.cybernorms.api.model.ContactChannel;
import org.cybernorms.api.model.OpenPgpKey;
import org.cybernorms.api.model.PointOfContact;
import org.cybernorms.http.JsonEntity;

/** Points of contact as JSContact cards (RFC 9553, version 2.0 of RFC 9982); a list is an array of cards. */
@Provider
@Produces(JsContacts.TYPE)
class JsContacts implements MessageBodyWriter<Object> {

    static final String TYPE = "application/jscontact+json";

    private final ObjectMapper json;

    JsContacts(ObjectMapper json) {
        this.json = json;
    }

    @Override
    public boolean isWriteable(Class<?> type, Type generic, Annotation[] annotations, MediaType media) {
        return media.getSubtype().equals("jscontact+json");
    }

    @Override
    public void writeTo(
            Object value,
            Class<?> type,
            Type generic,
            Annotation[] annotations,
            MediaType media,
            MultivaluedMap<String, Object> headers,
            OutputStream out)
            throws IOException {
        headers.putSingle(HttpHeaders.CONTENT_TYPE, TYPE);
        ArrayNode cards = json.createArrayNode();
        VCards.contacts(value, json).forEach(contact -> cards.add(card(contact)));
        JsonNode tree = ((JsonEntity) value).tree();
        out.write(json.writeValueAsBytes(tree.has("items") ? page(cards, tree) : cards.get(0)));
    }

    /** A page of cards: what a page of contacts is, with cards for its items. */
    private static ObjectNode page(ArrayNode cards, JsonNode contacts) {
        ObjectNode page = ((ObjectNode) contacts).objectNode();
        page.set("items", cards);
        contacts.properties().stream()
                .filter(member -> !member.getKey().equals("items"))
                .forEach(member -> page.set(member.getKey(), member.getValue()));
        return page;
    }

    private ObjectNode card(PointOfContact contact) {
        boolean person = contact.getPerson() != null;
        String office = VCards.first(contact.getOffice());
        ObjectNode card = json.createObjectNode()
                .put("@type", "Card")
                .put("version", "2.0")
                .put("uid", "urn:cybernorms:points-of-contact:" + contact.getId())
                .put("kind", person ? "individual" : "org")
                .put("updated", contact.getRecordedAt().toInstant().toString());
        card.putObject("name").put("full", person ? contact.getPerson().getName() : office);
        ObjectNode organisation = card.putObject("organizations").putObject("o1");
        organisation.put(
                "name",
                contact.getOrganisation() == null ? contact.getParty() : VCards.first(contact.getOrganisation()));
        organisation.putArray("units").addObject().put("name", office);
        ObjectNode titles = card.putObject("titles");
        titles.putObject("t1").put("name", contact.getCategory().toString()).put("kind", "role");
        if (person && contact.getPerson().getTitle() != null) {
            titles.putObject("t2").put("name", VCards.first(contact.getPerson().getTitle()));
        }
        ObjectNode keywords =
                card.putObject("keywords").put(contact.getCategory().toString(), true);
        contact.getNetworks().forEach(served -> keywords.put(served.getNetwork(), true));
        if (contact.getChannels() != null) {
            channels(card, contact.getChannels());
        }
        if (contact.getOpenPgpKey() != null) {
            key(card, contact.getOpenPgpKey());
        }
        notes(card, contact);
        return card;
    }

    private static void channels(ObjectNode card, List<ContactChannel> channels) {
        Set<String> languages = new LinkedHashSet<>();
        for (int i = 0; i < channels.size(); i++) {
            ContactChannel channel = channels.get(i);
            ObjectNode item =
                    switch (channel.getType()) {
                        case EMAIL -> add(card, "emails", i).put("address", channel.getAddress());
                        case PHONE -> {
                            ObjectNode phone = add(card, "phones", i).put("number", "tel:" + channel.getAddress());
                            phone.putObject("features").put("voice", true);
                            yield phone;
                        }
                        case SECURE_MESSAGING ->
                            add(card, "onlineServices", i)
                                    .put("service", channel.getService())
                                    .put("user", channel.getAddress());
                        case WEB_FORM ->
                            add(card, "links", i).put("kind", "contact").put("uri", channel.getAddress());
                    };
            item.put("pref", channel.getRank());
            if (channel.getLanguages() != null) {
                languages.addAll(channel.getLanguages());
            }
        }
        int pref = 0;
        for (String language : languages) {
            pref++;
            ((ObjectNode) card.withObject("/preferredLanguages"))
                    .putObject("l" + pref)
                    .put("language", language)
                    .put("pref", pref);
        }
    }

    private static ObjectNode add(ObjectNode card, String member, int number) {
        return card.withObject("/" + member).putObject("c" + (number + 1));
    }

    private static void key(ObjectNode card, OpenPgpKey key) {
        if (key.getArmoredKey() != null) {
            String data = Base64.getEncoder().encodeToString(key.getArmoredKey().getBytes(StandardCharsets.US_ASCII));
            card.withObject("/cryptoKeys").putObject("k1").put("uri", "data:application/pgp-keys;base64," + data);
        } else if (key.getUrl() != null) {
            card.withObject("/cryptoKeys")
                    .putObject("k1")
                    .put("uri", key.getUrl().toString());
        }
    }

    private static void notes(ObjectNode card, PointOfContact contact) {
        if (contact.getNote() != null) {
            card.withObject("/notes").putObject("n1").put("note", VCards.first(contact.getNote()));
        }
        String withheld = VCards.withheld(contact);
        if (withheld != null) {
            card.withObject("/notes").putObject("n2").put("note", withheld);
        }
    }
}
