package org.cybernorms.record;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
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
        String scope = kind.name() + ":write";
        schemas.marked(Bodies.schema(kind), "x-owner").forEach((member, owners) -> Stream.concat(
                        before.map(Shown::entry).map(bodies::parse).stream(),
                        after.stream().map(JsonNode.class::cast))
                .flatMap(record -> ids(record.path(member)))
                .filter(id -> owners.asText().equals("networks") ? !caller.mayIn(scope, id) : !caller.may(scope, id))
                .findFirst()
                .ifPresent(id -> {
                    throw ProblemException.of(
                            ProblemType.FORBIDDEN,
                            "The right to change " + kind.name() + " ends before " + owners.asText() + "/" + id + ".");
                }));
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

    private static Stream<String> ids(JsonNode owners) {
        return owners.isArray()
                ? StreamSupport.stream(owners.spliterator(), false).map(JsonNode::asText)
                : Stream.of(owners.asText());
    }
}
