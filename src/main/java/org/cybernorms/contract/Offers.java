package org.cybernorms.contract;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** The lists and views of the contract that are offered as data sets. */
@ApplicationScoped
public class Offers {

    private final Contract contract;

    Offers(Contract contract) {
        this.contract = contract;
    }

    /**
     * A list or view.
     *
     * @param title its name as a data set
     * @param produces its media types
     */
    public record Offer(String title, String description, Set<String> produces) {}

    /** The lists and views that are data sets ({@code x-data-sets}), by their path. */
    public Map<String, Offer> lists() {
        Map<String, Offer> lists = new LinkedHashMap<>();
        contract.at("/x-data-sets").properties().forEach(set -> {
            JsonNode get = contract.at("/paths").path(set.getKey()).path("get");
            lists.put(
                    set.getKey(),
                    new Offer(
                            set.getValue().path("title").asText(),
                            set.getValue().path("description").asText(),
                            OperationReader.produces(get)));
        });
        return lists;
    }

    public String title() {
        return contract.at("/info/title").asText();
    }

    public String summary() {
        return contract.at("/info/summary").asText();
    }

    /** Who answers for the register: an address. */
    public String publisher() {
        return contract.at("/info/contact/url").asText();
    }

    public String version() {
        return contract.at("/info/version").asText();
    }
}
