package org.cybernorms.record;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.cybernorms.access.Caller;
import org.cybernorms.api.model.Tlp;
import org.cybernorms.log.Shown;
import org.cybernorms.web.ProblemException;
import org.cybernorms.web.ProblemType;
import org.cybernorms.web.Schemas;

/** Where the right to write ends: at the party that the contract marks as the owner of a record ({@code x-owner}). */
@ApplicationScoped
class Permission {

    private final Caller caller;
    private final Schemas schemas;
    private final Redaction redaction;
    private final Bodies bodies;

    Permission(Caller caller, Schemas schemas, Redaction redaction, Bodies bodies) {
        this.caller = caller;
        this.schemas = schemas;
        this.redaction = redaction;
        this.bodies = bodies;
    }

    /** Refuses a change of a record of somebody else, or into one, or of a record that the caller sees only in part. */
    void require(Kind<?> kind, Optional<Shown> before, Optional<ObjectNode> after) {
        Set<String> owners = schemas.marked(Bodies.schema(kind), "x-owner").keySet();
        String scope = kind.name() + ":write";
        for (String owner : owners) {
            Stream.concat(
                            before.map(Shown::entry).map(bodies::parse).stream(),
                            after.stream().map(JsonNode.class::cast))
                    .map(record -> record.path(owner).textValue())
                    .filter(party -> !caller.may(scope, party))
                    .findFirst()
                    .ifPresent(party -> {
                        throw ProblemException.of(
                                ProblemType.FORBIDDEN,
                                "The right to change " + kind.name() + " ends before this party.");
                    });
        }
        if (redaction.concerns(kind)) {
            before.filter(shown -> redaction.level(kind, shown) != Tlp.TLP_AMBER_STRICT)
                    .ifPresent(shown -> {
                        throw ProblemException.of(
                                ProblemType.FORBIDDEN,
                                "Who changes a record must see all of it; the scope " + kind.name()
                                        + ":read is needed.");
                    });
        }
    }
}
