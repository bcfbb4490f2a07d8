package org.cybernorms.record;

import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.cybernorms.api.model.PatchOperation;
import org.cybernorms.api.model.VersionPage;
import org.cybernorms.http.CurrentQuery;
import org.cybernorms.http.JsonEntity;
import org.jspecify.annotations.Nullable;

/**
 * The nine operations that all kinds share. The contract says for which kinds they are offered, with which parameters
 * and media types; the contract filter has refused everything else before a method runs.
 */
@Path("")
class RecordResource {

    private static final String CSV = "text/csv";
    private static final String JSON_LD = "application/ld+json";
    private static final String VCARD = "text/vcard";
    private static final String JSCONTACT = "application/jscontact+json";
    private static final String JSON_PATCH = "application/json-patch+json";
    private static final String MERGE_PATCH = "application/merge-patch+json";

    private final Kinds kinds;
    private final RecordLists lists;
    private final RecordReader reader;
    private final RecordWriter writer;
    private final Mementos mementos;
    private final CurrentQuery query;

    RecordResource(
            Kinds kinds,
            RecordLists lists,
            RecordReader reader,
            RecordWriter writer,
            Mementos mementos,
            CurrentQuery query) {
        this.kinds = kinds;
        this.lists = lists;
        this.reader = reader;
        this.writer = writer;
        this.mementos = mementos;
        this.query = query;
    }

    @GET
    @Path("/v1/{kind}")
    @Produces({MediaType.APPLICATION_JSON, CSV, JSON_LD, VCARD, JSCONTACT})
    public JsonEntity listRecords(@PathParam("kind") String kind) {
        return lists.list(kinds.get(kind), query.operation().answer(), query.get());
    }

    @POST
    @Path("/v1/{kind}")
    @Consumes(MediaType.APPLICATION_JSON)
    @Produces({MediaType.APPLICATION_JSON, JSON_LD, VCARD, JSCONTACT})
    public JsonEntity createRecord(
            @PathParam("kind") String kind,
            ObjectNode body,
            @QueryParam("reason") @Nullable String reason,
            @HeaderParam("Idempotency-Key") @Nullable String key) {
        return writer.create(kinds.get(kind), body, reason, key);
    }

    @GET
    @Path("/v1/{kind}/{id}")
    @Produces({MediaType.APPLICATION_JSON, JSON_LD, VCARD, JSCONTACT})
    public @Nullable JsonEntity getRecord(
            @PathParam("kind") String kind,
            @PathParam("id") String id,
            @HeaderParam("Accept-Datetime") @Nullable String datetime) {
        if (datetime == null) {
            return reader.get(kinds.get(kind), id, query.get().asOf());
        }
        mementos.leadTo(kinds.get(kind), id, datetime, query.get());
        return null;
    }

    @PUT
    @Path("/v1/{kind}/{id}")
    @Consumes(MediaType.APPLICATION_JSON)
    @Produces({MediaType.APPLICATION_JSON, JSON_LD, VCARD, JSCONTACT})
    public JsonEntity replaceRecord(
            @PathParam("kind") String kind,
            @PathParam("id") String id,
            ObjectNode body,
            @QueryParam("reason") @Nullable String reason) {
        return writer.replace(kinds.get(kind), id, body, reason, () -> {});
    }

    @PATCH
    @Path("/v1/{kind}/{id}")
    @Consumes(MERGE_PATCH)
    @Produces({MediaType.APPLICATION_JSON, JSON_LD, VCARD, JSCONTACT})
    public JsonEntity patchRecord(
            @PathParam("kind") String kind,
            @PathParam("id") String id,
            ObjectNode body,
            @QueryParam("reason") @Nullable String reason) {
        return writer.patch(kinds.get(kind), id, body, reason);
    }

    @DELETE
    @Path("/v1/{kind}/{id}")
    public void withdrawRecord(
            @PathParam("kind") String kind,
            @PathParam("id") String id,
            @QueryParam("reason") @Nullable String reason,
            @QueryParam("evenIfReferenced") boolean evenIfReferenced) {
        writer.withdraw(kinds.get(kind), id, reason, evenIfReferenced);
    }

    @GET
    @Path("/v1/{kind}/{id}/versions")
    @Produces({MediaType.APPLICATION_JSON, CSV})
    public VersionPage listVersions(@PathParam("kind") String kind, @PathParam("id") String id) {
        return reader.versions(kinds.get(kind), id, query.get());
    }

    @GET
    @Path("/v1/{kind}/{id}/versions/{version}")
    @Produces({MediaType.APPLICATION_JSON, JSON_LD, VCARD, JSCONTACT})
    public JsonEntity getVersion(
            @PathParam("kind") String kind, @PathParam("id") String id, @PathParam("version") int version) {
        return reader.version(kinds.get(kind), id, version);
    }

    @GET
    @Path("/v1/{kind}/{id}/diff")
    @Produces(JSON_PATCH)
    public List<PatchOperation> diffRecord(
            @PathParam("kind") String kind,
            @PathParam("id") String id,
            @QueryParam("from") @Nullable Integer from,
            @QueryParam("to") @Nullable Integer to) {
        return reader.diff(kinds.get(kind), id, from, to);
    }
}
