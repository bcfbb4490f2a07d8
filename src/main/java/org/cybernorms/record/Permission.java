package org.cybernorms.record;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.cybernorms.access.Caller;
import org.cybernorms.api.model.TlpLabel;
import org.cybernorms.contract.Schemas;
import org.cybernorms.http.ProblemException;
import org.cybernorms.http.ProblemType;
import org.cybernorms.log.Entry;

/** Where the right to write ends: at the party that the contract marks as the owner of a record ({@code x-owner}). */
@ApplicationScoped
class Permission {

    private final Caller caller;
    private final Schemas schemas;
    private final Visibility visibility;
    private final BodyCodec codec;

    Permission(Caller caller, Schemas schemas, Visibility visibility, BodyCodec codec) {
        this.caller = caller;
        this.schemas = schemas;
        this.visibility = visibility;
        this.codec = codec;
    }

    /** Refuses a change of a record of another owner, or into one, or of a record that the caller sees only in part. */
    void require(Kind<?> kind, Optional<Entry> before, Optional<ObjectNode> after) {
        String scope = kind.name() + ":write";
        schemas.marked(kind.schema(), "x-owner").forEach((property, owners) -> Stream.concat(
                        before.map(entry -> codec.read(kind, entry)).stream(), after.stream())
                .flatMap(record -> ids(record.path(property)))
                .filter(id -> owners.asText().equals("networks") ? !caller.mayIn(scope, id) : !caller.may(scope, id))
                .findFirst()
                .ifPresent(id -> {
                    throw ProblemException.of(
                            ProblemType.FORBIDDEN,
                            "Your role does not allow changes to " + kind.name() + " of `" + owners.asText() + "/" + id
                                    + "`.");
                }));
        if (visibility.concerns(kind)) {
            before.filter(entry -> visibility.level(kind, entry) != TlpLabel.TLP_AMBER_STRICT)
                    .ifPresent(entry -> {
                        throw ProblemException.of(
                                ProblemType.FORBIDDEN,
                                "A change requires access to all fields of the record. Missing scope `" + kind.name()
                                        + ":read`.");
                    });
        }
    }

    private static Stream<String> ids(JsonNode owners) {
        return owners.isArray()
                ? StreamSupport.stream(owners.spliterator(), false).map(JsonNode::asText)
                : Stream.of(owners.asText());
    }
}
