package org.cybernorms.format;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import ezvcard.Ezvcard;
import ezvcard.VCard;
import ezvcard.VCardVersion;
import ezvcard.parameter.KeyType;
import ezvcard.parameter.TelephoneType;
import ezvcard.property.Categories;
import ezvcard.property.Email;
import ezvcard.property.Impp;
import ezvcard.property.Key;
import ezvcard.property.Kind;
import ezvcard.property.Language;
import ezvcard.property.Organization;
import ezvcard.property.Telephone;
import ezvcard.property.Timezone;
import ezvcard.property.Uid;
import ezvcard.property.Url;
import ezvcard.util.TelUri;
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
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.cybernorms.api.model.ContactChannel;
import org.cybernorms.api.model.OpenPgpKey;
import org.cybernorms.api.model.PointOfContact;
import org.cybernorms.http.JsonEntity;
import org.jspecify.annotations.Nullable;

/** Points of contact as vCard 4.0 (RFC 6350): one file that an address book imports whole. */
@Provider
@Produces(VCards.TYPE)
class VCards implements MessageBodyWriter<Object> {

    static final String TYPE = "text/vcard";

    private final ObjectMapper json;

    VCards(ObjectMapper json) {
        this.json = json;
    }

    @Override
    public boolean isWriteable(Class<?> type, Type generic, Annotation[] annotations, MediaType media) {
        return media.getSubtype().equals("vcard");
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
        headers.putSingle(HttpHeaders.CONTENT_TYPE, TYPE + "; charset=utf-8");
        List<VCard> cards = contacts(value, json).stream().map(VCards::card).toList();
        out.write(Ezvcard.write(cards)
                .version(VCardVersion.V4_0)
                .prodId(false)
                .go()
                .getBytes(StandardCharsets.UTF_8));
    }

    /** The contacts of a page, or the one that is shown. */
    static List<PointOfContact> contacts(Object value, ObjectMapper json) {
        JsonNode tree = ((JsonEntity) value).tree();
        return tree.has("items")
                ? List.of(json.convertValue(tree.path("items"), PointOfContact[].class))
                : List.of(json.convertValue(tree, PointOfContact.class));
    }

    private static VCard card(PointOfContact contact) {
        VCard card = new VCard(VCardVersion.V4_0);
        card.setUid(new Uid("urn:cybernorms:points-of-contact:" + contact.getId()));
        String office = first(contact.getOffice());
        if (contact.getPerson() == null) {
            card.setKind(Kind.org());
            card.setFormattedName(office + " (" + contact.getParty() + ")");
        } else {
            card.setKind(Kind.individual());
            card.setFormattedName(contact.getPerson().getName());
            if (contact.getPerson().getTitle() != null) {
                card.addTitle(first(contact.getPerson().getTitle()));
            }
        }
        Organization organisation = new Organization();
        organisation
                .getValues()
                .add(contact.getOrganisation() == null ? contact.getParty() : first(contact.getOrganisation()));
        organisation.getValues().add(office);
        card.addOrganization(organisation);
        card.addRole(contact.getCategory().toString());
        Categories categories = new Categories();
        categories.getValues().add(contact.getCategory().toString());
        contact.getNetworks().forEach(served -> categories.getValues().add(served.getNetwork()));
        card.setCategories(categories);
        if (contact.getChannels() != null) {
            contact.getChannels().forEach(channel -> channel(card, channel));
        }
        if (contact.getTimeZone() != null) {
            card.setTimezone(new Timezone(contact.getTimeZone()));
        }
        if (contact.getOpenPgpKey() != null) {
            key(card, contact.getOpenPgpKey());
        }
        note(card, contact);
        card.addSource("/v1/points-of-contact/" + contact.getId());
        card.setRevision(contact.getRecordedAt().toInstant());
        return card;
    }

    private static void channel(VCard card, ContactChannel channel) {
        String address = channel.getAddress();
        switch (channel.getType()) {
            case EMAIL -> {
                Email email = new Email(address);
                email.setPref(channel.getRank());
                card.addEmail(email);
            }
            case PHONE -> {
                Telephone phone = new Telephone(new TelUri.Builder(address).build());
                phone.getTypes().add(TelephoneType.VOICE);
                phone.setPref(channel.getRank());
                card.addTelephoneNumber(phone);
            }
            case SECURE_MESSAGING -> {
                String service = String.valueOf(channel.getService())
                        .toLowerCase(Locale.ROOT)
                        .replaceAll("[^a-z0-9]", "")
                        .replaceAll("^[0-9]+", ""); // a scheme begins with a letter (RFC 3986 §3.1)
                Impp impp = new Impp(service.isEmpty() ? "im" : service, address);
                impp.setPref(channel.getRank());
                card.addImpp(impp);
            }
            case WEB_FORM -> {
                Url url = new Url(address);
                url.setPref(channel.getRank());
                card.addUrl(url);
            }
        }
        if (channel.getLanguages() != null) {
            channel.getLanguages().stream()
                    .filter(tag -> card.getLanguages().stream()
                            .noneMatch(known -> known.getValue().equals(tag)))
                    .forEach(tag -> card.addLanguage(new Language(tag)));
        }
    }

    private static void key(VCard card, OpenPgpKey key) {
        if (key.getArmoredKey() != null) {
            card.addKey(new Key(key.getArmoredKey().getBytes(StandardCharsets.US_ASCII), KeyType.PGP));
        } else if (key.getUrl() != null) {
            card.addKey(new Key(key.getUrl().toString(), KeyType.PGP));
        }
        card.addExtendedProperty("X-OPENPGP-FINGERPRINT", key.getFingerprint());
    }

    /** Says also in a card what was left out. */
    private static void note(VCard card, PointOfContact contact) {
        if (contact.getNote() != null) {
            card.addNote(first(contact.getNote()));
        }
        String withheld = withheld(contact);
        if (withheld != null) {
            card.addNote(withheld);
        }
    }

    static @Nullable String withheld(PointOfContact contact) {
        if (contact.getRedacted() == null || contact.getRedacted().isEmpty()) {
            return null;
        }
        StringBuilder text = new StringBuilder("Not shared with the reader:");
        contact.getRedacted().forEach(redaction -> text.append(' ')
                .append(redaction.getPath().substring(2))
                .append(" (")
                .append(redaction.getReason())
                .append(");"));
        return text.substring(0, text.length() - 1);
    }

    static String first(Map<String, String> text) {
        return text.values().iterator().next();
    }
}
