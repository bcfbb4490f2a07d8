package org.cybernorms.format;

import java.util.Map;
import org.cybernorms.api.LinkedDataApi;
import org.cybernorms.http.ResponseMetadata;
import org.jspecify.annotations.NullUnmarked;

/** The context and the catalogue in the contract. */
@NullUnmarked
class LinkedDataResource implements LinkedDataApi {

    private final Context context;
    private final DataCatalogue catalogue;
    private final ResponseMetadata answer;

    LinkedDataResource(Context context, DataCatalogue catalogue, ResponseMetadata answer) {
        this.context = context;
        this.catalogue = catalogue;
        this.answer = answer;
    }

    @Override
    public Map<String, Object> getCatalogue() {
        return catalogue.document();
    }

    @Override
    public Map<String, Object> getContext() {
        answer.shows("\"" + Integer.toHexString(context.document().hashCode()) + "\"", null);
        return context.document();
    }
}
