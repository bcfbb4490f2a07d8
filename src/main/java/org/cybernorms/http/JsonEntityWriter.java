package org.cybernorms.http;

import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.ext.Provider;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.annotation.Annotation;
import java.lang.reflect.Type;
import org.jboss.resteasy.reactive.server.spi.ResteasyReactiveResourceInfo;
import org.jboss.resteasy.reactive.server.spi.ServerMessageBodyWriter;
import org.jboss.resteasy.reactive.server.spi.ServerRequestContext;

/** Sends ready JSON. */
@Provider
@Produces({MediaType.APPLICATION_JSON, JsonEntityWriter.JSON_PATCH})
class JsonEntityWriter implements ServerMessageBodyWriter<JsonEntity> {

    static final String JSON_PATCH = "application/json-patch+json";

    private static final MediaType JSON_PATCH_TYPE = MediaType.valueOf(JSON_PATCH);

    @Override
    public boolean isWriteable(Class<?> type, Type generic, ResteasyReactiveResourceInfo target, MediaType media) {
        return isWriteable(type, media);
    }

    @Override
    public boolean isWriteable(Class<?> type, Type generic, Annotation[] annotations, MediaType media) {
        return isWriteable(type, media);
    }

    private static boolean isWriteable(Class<?> type, MediaType media) {
        return JsonEntity.class.isAssignableFrom(type)
                && (media.isCompatible(MediaType.APPLICATION_JSON_TYPE) || media.isCompatible(JSON_PATCH_TYPE));
    }

    @Override
    public void writeResponse(JsonEntity entity, Type generic, ServerRequestContext context) throws IOException {
        context.serverResponse().end(entity.json());
    }

    @Override
    public void writeTo(
            JsonEntity entity,
            Class<?> type,
            Type generic,
            Annotation[] annotations,
            MediaType media,
            MultivaluedMap<String, Object> headers,
            OutputStream out)
            throws IOException {
        out.write(entity.json());
    }
}
