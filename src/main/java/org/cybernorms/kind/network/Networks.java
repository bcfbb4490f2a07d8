package org.cybernorms.kind.network;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.cybernorms.api.model.Network;
import org.cybernorms.api.model.NetworkMember;
import org.cybernorms.api.model.NetworkRule;
import org.cybernorms.api.model.Violation;
import org.cybernorms.projection.IndexedRecord;
import org.cybernorms.projection.Selection.SortKey;
import org.cybernorms.record.Kind;
import org.cybernorms.record.Lookup;
import org.cybernorms.record.Rules;

/** The kind network: its facets and rules. */
@ApplicationScoped
class Networks implements Kind<Network> {

    @Override
    public String name() {
        return "networks";
    }

    @Override
    public String noun() {
        return "network";
    }

    @Override
    public Class<Network> type() {
        return Network.class;
    }

    @Override
    public String propose(Network network) {
        Map<String, String> title = network.getTitle();
        return title.getOrDefault("en", title.values().iterator().next());
    }

    @Override
    public Map<String, SortKey> sortKeys() {
        return Map.of("validFrom", SortKey.date, "title", SortKey.title);
    }

    @Override
    public void index(Network network, IndexedRecord index) {
        index.title(network.getTitle())
                .text(network.getSummary())
                .text(network.getAcronym())
                .date(network.getValidFrom())
                .valid(network.getValidFrom(), network.getValidTo())
                .facet("type", network.getType())
                .facet("operator", network.getOperator())
                .facets("category", network.getCategories());
        members(network)
                .forEach(
                        member -> index.facet("member", member.getParty(), member.getValidFrom(), member.getValidTo()));
        rules(network).forEach(rule -> index.facet("rule", rule.getRule()).text(rule.getSummary()));
    }

    @Override
    public List<Violation> faults(String id, Network network, Lookup lookup) {
        List<Violation> faults = new ArrayList<>();
        Rules.period(network.getValidFrom(), network.getValidTo(), "/validTo").ifPresent(faults::add);
        List<NetworkMember> members = members(network);
        for (int i = 0; i < members.size(); i++) {
            Rules.period(members.get(i).getValidFrom(), members.get(i).getValidTo(), "/members/" + i + "/validTo")
                    .ifPresent(faults::add);
        }
        List<NetworkRule> rules = rules(network);
        for (int i = 0; i < rules.size(); i++) {
            Rules.period(rules.get(i).getValidFrom(), rules.get(i).getValidTo(), "/rules/" + i + "/validTo")
                    .ifPresent(faults::add);
        }
        return faults;
    }

    private static List<NetworkMember> members(Network network) {
        return network.getMembers() == null ? List.of() : network.getMembers();
    }

    private static List<NetworkRule> rules(Network network) {
        return network.getRules() == null ? List.of() : network.getRules();
    }
}
