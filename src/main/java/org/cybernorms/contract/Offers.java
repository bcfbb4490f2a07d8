package org.cybernorms.contract;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.StreamSupport;

/** The lists and views of the contract that are offered as data sets. */
@ApplicationScoped
public class Offers {

    private final Contract contract;

    Offers(Contract contract) {
        this.contract = contract;
    }

    /** A list or view: where it is, what it is, and in which forms. */
    public record Offer(String summary, String description, Set<String> produces) {}

    /** The lists and views that are offered in more than one form and need no id and no right, by their path. */
    public Map<String, Offer> lists() {
        Map<String, Offer> lists = new LinkedHashMap<>();
        contract.at("/paths").properties().forEach(path -> {
            JsonNode get = path.getValue().path("get");
            Set<String> types = OperationReader.produces(get);
            if (types.contains("text/csv")
                    && !path.getKey().contains("{")
                    && get.path("security").isEmpty()
                    && StreamSupport.stream(get.path("parameters").spliterator(), false)
                            .noneMatch(parameter ->
                                    contract.resolve(parameter).path("required").asBoolean())) {
                lists.put(
                        path.getKey(),
                        new Offer(
                                get.path("summary").asText(),
                                get.path("description").asText().strip(),
                                types));
            }
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
