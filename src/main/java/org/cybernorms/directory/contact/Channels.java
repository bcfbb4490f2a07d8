package org.cybernorms.directory.contact;

import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.cybernorms.api.model.ChannelType;
import org.cybernorms.api.model.ContactChannel;
import org.cybernorms.api.model.OpenPgpKey;
import org.cybernorms.api.model.PointOfContact;
import org.cybernorms.api.model.TlpLabel;
import org.cybernorms.api.model.Violation;

/** Rules for the channels of a contact. */
final class Channels {

    private static final Map<ChannelType, Pattern> FORMS = Map.of(
            ChannelType.EMAIL,
                    Pattern.compile("[!-~&&[^@<>(),;:\\\\\"\\[\\]]]{1,64}@[A-Za-z0-9](?:[A-Za-z0-9.-]*[A-Za-z0-9])?"),
            ChannelType.PHONE, Pattern.compile("\\+[1-9][0-9-]{6,20}"),
            ChannelType.WEB_FORM, Pattern.compile("https://\\S+"));
    private static final Map<ChannelType, String> EXAMPLES = Map.of(
            ChannelType.EMAIL, "desk@land.example.org",
            ChannelType.PHONE, "+1-555-0100",
            ChannelType.WEB_FORM, "https://land.example.org/form");

    private Channels() {}

    static List<Violation> faults(PointOfContact contact) {
        List<Violation> faults = new ArrayList<>();
        List<ContactChannel> channels = contact.getChannels() == null ? List.of() : contact.getChannels();
        if (channels.isEmpty()) {
            faults.add(new Violation().pointer("/channels").detail("must have at least 1 item"));
        }
        for (int i = 0; i < channels.size(); i++) {
            faults.addAll(faults(channels.get(i), "/channels/" + i));
        }
        boolean hours =
                contact.getDutyHours() != null || channels.stream().anyMatch(channel -> channel.getHours() != null);
        if (hours && contact.getTimeZone() == null) {
            faults.add(new Violation()
                    .pointer("/timeZone")
                    .detail("is required with `dutyHours` or the `hours` of a channel"));
        }
        if (contact.getTimeZone() != null && !isZone(contact.getTimeZone())) {
            faults.add(new Violation()
                    .pointer("/timeZone")
                    .detail("must be an IANA time zone; for example: America/Santiago"));
        }
        reach(contact, faults);
        OpenPgpKey key = contact.getOpenPgpKey();
        if (key != null && key.getArmoredKey() != null) {
            OpenPgp.fault(key.getArmoredKey(), key.getFingerprint()).ifPresent(faults::add);
        }
        return faults;
    }

    private static List<Violation> faults(ContactChannel channel, String pointer) {
        List<Violation> faults = new ArrayList<>();
        Pattern form = FORMS.get(channel.getType());
        if (form != null && !form.matcher(channel.getAddress()).matches()) {
            faults.add(new Violation()
                    .pointer(pointer + "/address")
                    .detail("must be an address of the type `" + channel.getType() + "`; for example: "
                            + EXAMPLES.get(channel.getType())));
        }
        if (channel.getType() == ChannelType.SECURE_MESSAGING && channel.getService() == null) {
            faults.add(new Violation()
                    .pointer(pointer + "/service")
                    .detail("is required with the type `secure-messaging`"));
        }
        if (Boolean.TRUE.equals(channel.getAlways()) && channel.getHours() != null) {
            faults.add(new Violation().pointer(pointer + "/hours").detail("cannot be combined with `always`"));
        }
        if (channel.getTlp() == TlpLabel.TLP_CLEAR) {
            faults.add(new Violation().pointer(pointer + "/tlp").detail("must be TLP:GREEN or stricter"));
        }
        return faults;
    }

    /** Channels and persons are never public, whatever level their party chooses. */
    private static void reach(PointOfContact contact, List<Violation> faults) {
        if (contact.getTlp() == TlpLabel.TLP_CLEAR) {
            faults.add(new Violation().pointer("/tlp").detail("must be TLP:GREEN or stricter"));
        }
        if (contact.getTlpOf() != null) {
            contact.getTlpOf().forEach((member, tlp) -> {
                if (tlp == TlpLabel.TLP_CLEAR || (member.equals("person") && tlp == TlpLabel.TLP_GREEN)) {
                    faults.add(new Violation()
                            .pointer("/tlpOf/" + member)
                            .detail("exceeds the maximum TLP level of this field (see `x-tlp`)"));
                }
            });
        }
    }

    private static boolean isZone(String name) {
        try {
            return name.contains("/") && ZoneId.of(name) != null || name.equals("UTC");
        } catch (DateTimeException e) {
            return false;
        }
    }
}
