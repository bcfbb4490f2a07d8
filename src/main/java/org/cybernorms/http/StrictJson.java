package org.cybernorms.http;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import io.quarkus.jackson.ObjectMapperCustomizer;
import jakarta.inject.Singleton;

/** Strict parsing of JSON, and the texts of syntax errors without names of classes. */
@Singleton
class StrictJson implements ObjectMapperCustomizer {

    private static final int DEPTH = 50;

    @Override
    public void customize(ObjectMapper json) {
        json.getFactory()
                .setStreamReadConstraints(StreamReadConstraints.builder()
                        .maxNestingDepth(DEPTH)
                        .maxNumberLength(100)
                        .build());
        json.getFactory().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION.mappedFeature());
        // a sum of money stays as it was written
        json.getFactory().enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN.mappedFeature());
        json.enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);
        json.configure(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES, false);
        json.enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);
        json.enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY);
    }

    static String describe(JacksonException exception) {
        String message = exception.getOriginalMessage();
        if (exception instanceof StreamConstraintsException) {
            return message.contains("nesting")
                    ? "the maximum nesting depth is " + DEPTH + " levels"
                    : "a field name, number or string is too long";
        }
        if (message.contains("Duplicate field")) {
            return "duplicate field name";
        }
        if (message.contains("Trailing token")) {
            return "unexpected content after the end";
        }
        return exception instanceof com.fasterxml.jackson.core.io.JsonEOFException
                ? "unexpected end"
                : "unexpected character";
    }
}
