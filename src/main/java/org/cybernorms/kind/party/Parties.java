package org.cybernorms.kind.party;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.cybernorms.api.model.Membership;
import org.cybernorms.api.model.Party;
import org.cybernorms.api.model.PartyType;
import org.cybernorms.api.model.Violation;
import org.cybernorms.log.Renaming;
import org.cybernorms.log.Upcaster;
import org.cybernorms.projection.IndexedRecord;
import org.cybernorms.projection.Selection.SortKey;
import org.cybernorms.record.Kind;
import org.cybernorms.record.Lookup;
import org.cybernorms.record.Rules;

/** The kind party: its facets and rules. Codes of ISO 3166-1 are for States and for nobody else. */
@ApplicationScoped
class Parties implements Kind<Party> {

    private static final Set<String> COUNTRIES = Locale.getISOCountries(Locale.IsoCountryCode.PART1_ALPHA2);

    private static final Set<Membership.RoleEnum> GUESTS =
            EnumSet.of(Membership.RoleEnum.OBSERVER, Membership.RoleEnum.PARTNER);

    /** Members without observers and partners: whom the measures of an organisation are for. */
    private static final String FULL_MEMBER = "fullMemberOf";

    @Override
    public String name() {
        return "parties";
    }

    @Override
    public String noun() {
        return "party";
    }

    @Override
    public Class<Party> type() {
        return Party.class;
    }

    @Override
    public List<Upcaster> upcasters() {
        return List.of(new Renaming().rename("nameSince", "nameValidFrom"));
    }

    @Override
    public String propose(Party party) {
        Map<String, String> name = party.getName();
        return party.getAcronym() == null
                ? name.getOrDefault("en", name.values().iterator().next())
                : party.getAcronym();
    }

    @Override
    public Map<String, SortKey> sortKeys() {
        return Map.of("name", SortKey.title);
    }

    @Override
    public void index(Party party, IndexedRecord index) {
        index.title(party.getName())
                .text(party.getSummary())
                .text(party.getAcronym())
                .valid(party.getValidFrom(), party.getValidTo())
                .facet("type", party.getType())
                .facet("partOf", party.getPartOf());
        if (party.getFormerNames() != null) {
            party.getFormerNames().forEach(name -> index.text(name.getName()));
        }
        for (Membership membership : memberships(party)) {
            String group = membership.getMemberOf();
            index.facet("memberOf", group, membership.getValidFrom(), membership.getValidTo());
            if (!GUESTS.contains(membership.getRole())) {
                index.facet(FULL_MEMBER, group, membership.getValidFrom(), membership.getValidTo());
            }
        }
    }

    @Override
    public List<Violation> faults(String id, Party party, Lookup lookup) {
        List<Violation> faults = new ArrayList<>();
        Rules.period(party.getValidFrom(), party.getValidTo(), "/validTo").ifPresent(faults::add);
        checkCode(id, party.getType(), faults);
        if (id.equals(party.getPartOf())) {
            faults.add(new Violation().pointer("/partOf").detail("must not refer to the record itself"));
        }
        List<Membership> memberships = memberships(party);
        for (int i = 0; i < memberships.size(); i++) {
            Membership membership = memberships.get(i);
            String pointer = "/memberships/" + i;
            Rules.period(membership.getValidFrom(), membership.getValidTo(), pointer + "/validTo")
                    .ifPresent(faults::add);
            lookup.find(name(), membership.getMemberOf())
                    .map(group -> group.path("type").asText())
                    .filter(type -> type.equals("state") || type.equals("agency"))
                    .ifPresent(type -> faults.add(new Violation()
                            .pointer(pointer + "/memberOf")
                            .detail("must be an organisation or a group, not `" + membership.getMemberOf() + "`")));
        }
        return faults;
    }

    private static void checkCode(String id, PartyType type, List<Violation> faults) {
        boolean code = COUNTRIES.contains(id.toUpperCase(Locale.ROOT));
        if (type == PartyType.STATE && !code) {
            faults.add(new Violation()
                    .pointer("/id")
                    .detail("must be the ISO 3166-1 alpha-2 code of the State in lower case; for example: ca"));
        }
        if (type != PartyType.STATE && code) {
            faults.add(new Violation()
                    .pointer("/id")
                    .detail("must not be an ISO 3166-1 alpha-2 code, which is reserved for a State; for example: oas"));
        }
    }

    private static List<Membership> memberships(Party party) {
        return party.getMemberships() == null ? List.of() : party.getMemberships();
    }
}
