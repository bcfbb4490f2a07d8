package org.cybernorms.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** An answer that is made when it is first needed. */
public final class LazyJson implements JsonEntity {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final String schema;
    private final Supplier<JsonEntity> made;
    private @Nullable JsonEntity entity;

    public LazyJson(String schema, Supplier<JsonEntity> made) {
        this.schema = schema;
        this.made = made;
    }

    private JsonEntity entity() {
        if (entity == null) {
            entity = made.get();
        }
        return entity;
    }

    @Override
    public String schema() {
        return schema;
    }

    @Override
    public byte[] json() {
        return entity().json();
    }

    @Override
    public JsonNode tree() {
        return entity().tree();
    }

    @Override
    public LanguageUse languages() {
        return entity().languages();
    }

    /** Ready bytes; the tree is read from them. */
    public record Bytes(String schema, byte[] json, LanguageUse languages) implements JsonEntity {
        @Override
        public JsonNode tree() {
            try {
                return JSON.readTree(json);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
