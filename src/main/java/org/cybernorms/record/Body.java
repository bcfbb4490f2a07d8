package org.cybernorms.record;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A record's own properties in the forms that are needed, each made once: the tree, its canonical text, the typed model.
 * None of them contains the properties about the version ({@code id}, {@code version}, {@code entry} …).
 *
 * @param <T> the model of the kind
 */
public final class Body<T> {

    static final Set<String> ABOUT_THE_VERSION = Set.of("id", "version", "entry", "recordedAt", "recordedBy");

    private final ObjectMapper json;
    private final Kind<T> kind;
    private @Nullable ObjectNode tree;
    private @Nullable T model;
    private @Nullable String text;

    private Body(ObjectMapper json, Kind<T> kind, @Nullable ObjectNode tree, @Nullable T model) {
        this.json = json;
        this.kind = kind;
        this.tree = tree;
        this.model = model;
    }

    /** Takes over a tree, which must not be altered any more. */
    static <T> Body<T> of(ObjectMapper json, Kind<T> kind, ObjectNode tree) {
        return new Body<>(json, kind, tree.without(ABOUT_THE_VERSION), null);
    }

    static <T> Body<T> of(ObjectMapper json, Kind<T> kind, T model) {
        return new Body<>(json, kind, null, model);
    }

    /** The properties; not to be altered. */
    public ObjectNode tree() {
        if (tree == null) {
            tree = json.<ObjectNode>valueToTree(Objects.requireNonNull(model)).without(ABOUT_THE_VERSION);
        }
        return tree;
    }

    public T model() {
        if (model == null) {
            model = BodyCodec.bound(json, tree(), kind.type());
        }
        return model;
    }

    /** The canonical text that the log keeps. */
    String text() {
        if (text == null) {
            text = tree().toString();
        }
        return text;
    }
}
