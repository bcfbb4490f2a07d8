package org.cybernorms.network;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.cybernorms.api.NetworksApi;
import org.cybernorms.api.model.ContactCategory;
import org.cybernorms.api.model.Network;
import org.cybernorms.api.model.NetworkPage;
import org.cybernorms.api.model.NetworkRuleKind;
import org.cybernorms.api.model.NetworkType;
import org.cybernorms.api.model.PatchOperation;
import org.cybernorms.api.model.VersionPage;
import org.cybernorms.record.Records;
import org.cybernorms.record.Register;
import org.jspecify.annotations.NullUnmarked;

/** The operations on networks in the contract. */
@NullUnmarked
class NetworkResource implements NetworksApi {

    private final Records<Network> networks;

    NetworkResource(Register register, Networks networks) {
        this.networks = register.of(networks);
    }

    @Override
    public Network changeNetwork(String id, Map<String, Object> requestBody, String ifMatch, String reason) {
        return networks.change(id, requestBody, ifMatch, reason);
    }

    @Override
    public Network createNetwork(Network network, String reason) {
        return networks.create(network, reason);
    }

    @Override
    public List<PatchOperation> diffNetwork(
            String id, Integer from, Integer to, String ifNoneMatch, String ifModifiedSince) {
        return networks.diff(id, from, to);
    }

    @Override
    public Network getNetwork(
            String id, String asOf, String format, String acceptLanguage, String ifNoneMatch, String ifModifiedSince) {
        return networks.get(id, asOf);
    }

    @Override
    public Network getNetworkVersion(
            String id,
            Integer version,
            String format,
            String acceptLanguage,
            String ifNoneMatch,
            String ifModifiedSince) {
        return networks.version(id, version);
    }

    @Override
    public VersionPage listNetworkVersions(
            String id, Integer limit, String cursor, String format, String ifNoneMatch, String ifModifiedSince) {
        return networks.versions(id);
    }

    @Override
    public NetworkPage listNetworks(
            List<NetworkType> type,
            List<String> operator,
            List<String> member,
            List<ContactCategory> category,
            List<NetworkRuleKind> rule,
            List<String> id,
            List<String> cites,
            String q,
            String sort,
            Integer limit,
            String cursor,
            LocalDate validOn,
            String asOf,
            String format,
            String acceptLanguage,
            String ifNoneMatch,
            String ifModifiedSince) {
        return networks.list((items, next) -> new NetworkPage().items(items).next(next));
    }

    @Override
    public Network replaceNetwork(String id, Network network, String ifMatch, String ifNoneMatch, String reason) {
        return networks.replace(id, network, ifMatch, ifNoneMatch, reason);
    }

    @Override
    public void withdrawNetwork(String id, String ifMatch, String reason, Boolean evenIfReferenced) {
        networks.withdraw(id, ifMatch, reason, evenIfReferenced);
    }
}
