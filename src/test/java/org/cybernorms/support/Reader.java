package org.cybernorms.support;

import io.restassured.specification.RequestSpecification;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.cybernorms.api.model.Tlp;

/**
 * Somebody who asks.
 *
 * @param trust how far what Example Land shares with the training network reaches this one
 * @param roles as what this one is known
 */
public record Reader(String name, Supplier<RequestSpecification> request, Tlp trust, List<String> roles) {

    /** Everybody who may ask, from those who may see nothing to those who may see everything. */
    public static final List<Reader> ALL = List.of(
            new Reader("anonymous", Register::anybody, Tlp.TLP_CLEAR, List.of()),
            new Reader("wrong key", () -> Register.withKey("wrong"), Tlp.TLP_CLEAR, List.of()),
            of(Tlp.TLP_CLEAR, "editor"),
            of(Tlp.TLP_CLEAR, "auditor"),
            of(Tlp.TLP_GREEN, "member:parties/fr"),
            of(Tlp.TLP_GREEN, "nominator:parties/fr"),
            of(Tlp.TLP_GREEN, "secretariat:networks/osce-poc-network"),
            of(Tlp.TLP_AMBER, "member:parties/example-isle"),
            of(Tlp.TLP_AMBER, "nominator:parties/example-isle"),
            of(Tlp.TLP_AMBER, "member:networks/training-network"),
            of(Tlp.TLP_AMBER_STRICT, "member:parties/example-land"),
            of(Tlp.TLP_AMBER_STRICT, "nominator:parties/example-land"),
            of(Tlp.TLP_AMBER_STRICT, "secretariat:networks/training-network"),
            new Reader("administrator", Register::admin, Tlp.TLP_AMBER_STRICT, List.of("administrator")));

    private static Reader of(Tlp trust, String role) {
        return new Reader(role, () -> Callers.as(role), trust, List.of(role));
    }

    public boolean maySee(Secret secret) {
        return secret.reach().compareTo(trust) <= 0;
    }

    /** Those to whom nothing restricted to the network is shown. */
    public static List<Reader> strangers() {
        return ALL.stream()
                .filter(reader -> reader.trust().compareTo(Tlp.TLP_AMBER) < 0)
                .toList();
    }

    /** The scopes that the contract gives to the roles. */
    public Set<String> scopes() {
        Set<String> scopes = new TreeSet<>();
        roles.forEach(role -> ContractGate.INSTANCE
                .contract()
                .at("/x-roles/" + role.replaceAll(":.*", "") + "/scopes")
                .forEach(scope -> scopes.add(scope.asText())));
        return scopes;
    }

    /** Whether the roles end at Example Land, the training network, or nowhere. */
    public boolean isAtHome() {
        return roles.stream()
                .anyMatch(role -> role.equals("administrator")
                        || role.endsWith("/example-land")
                        || role.endsWith("/training-network"));
    }

    @Override
    public String toString() {
        return name;
    }
}
