package org.cybernorms.support;

import io.restassured.specification.RequestSpecification;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.cybernorms.api.model.TlpLabel;

/**
 * Somebody who asks.
 *
 * @param trust how far what Example Land shares with the training network reaches this one
 * @param roles as what this one is known
 */
public record Reader(String name, Supplier<RequestSpecification> request, TlpLabel trust, List<String> roles) {

    /** Everybody who may ask, from those who may see nothing to those who may see everything. */
    public static final List<Reader> ALL = List.of(
            new Reader("anonymous", Register::anybody, TlpLabel.TLP_CLEAR, List.of()),
            new Reader("wrong key", () -> Register.withKey("wrong"), TlpLabel.TLP_CLEAR, List.of()),
            of(TlpLabel.TLP_CLEAR, "editor"),
            of(TlpLabel.TLP_CLEAR, "auditor"),
            of(TlpLabel.TLP_GREEN, "member:parties/fr"),
            of(TlpLabel.TLP_GREEN, "nominator:parties/fr"),
            of(TlpLabel.TLP_GREEN, "secretariat:networks/osce-poc-network"),
            of(TlpLabel.TLP_AMBER, "member:parties/example-isle"),
            of(TlpLabel.TLP_AMBER, "nominator:parties/example-isle"),
            of(TlpLabel.TLP_AMBER, "member:networks/training-network"),
            of(TlpLabel.TLP_AMBER_STRICT, "member:parties/example-land"),
            of(TlpLabel.TLP_AMBER_STRICT, "nominator:parties/example-land"),
            of(TlpLabel.TLP_AMBER_STRICT, "secretariat:networks/training-network"),
            new Reader("administrator", Register::admin, TlpLabel.TLP_AMBER_STRICT, List.of("administrator")));

    private static Reader of(TlpLabel trust, String role) {
        return new Reader(role, () -> Callers.as(role), trust, List.of(role));
    }

    public boolean maySee(Secret secret) {
        return secret.reach().compareTo(trust) <= 0;
    }

    /** Those to whom nothing restricted to the network is shown. */
    public static List<Reader> strangers() {
        return ALL.stream()
                .filter(reader -> reader.trust().compareTo(TlpLabel.TLP_AMBER) < 0)
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
