package org.cybernorms.http;

import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.UriInfo;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Under what name an answer is kept that is made for another program and not for a browser (RFC 6266). */
public final class FileNames {

    private static final Map<String, String> ENDINGS = Map.of("text/csv", ".csv", "text/vcard", ".vcf");
    /** With it the header has the 120 characters of the contract at most. */
    private static final int LENGTH = 92;

    private FileNames() {}

    /** The header {@code Content-Disposition} for a name of ASCII letters, digits, dots and hyphens. */
    public static String attachment(String name) {
        return "attachment; filename=\"" + name + "\"";
    }

    /**
     * The name of a CSV or vCard: what it lists, and the day or the moment of {@code asOf}. A record has its id as its name,
     * the contacts of one network the id of the network.
     *
     * @param today the day in UTC
     */
    static Optional<String> of(MediaType type, UriInfo uri, LocalDate today) {
        String ending = ENDINGS.get(type.getType() + "/" + type.getSubtype());
        if (ending == null) {
            return Optional.empty();
        }
        List<String> steps = List.of(uri.getPath().replaceFirst("^/?v1/", "").split("/"));
        MultivaluedMap<String, String> query = uri.getQueryParameters();
        List<String> networks = query.getOrDefault("network", List.of());
        String asOf = query.getFirst("asOf");
        boolean isRecord = ending.equals(".vcf") && steps.size() > 1;
        String name = isRecord
                ? String.join("-", steps.subList(1, steps.size()))
                : steps.size() == 1 && networks.size() == 1 ? networks.get(0) : String.join("-", steps);
        String moment = asOf != null ? "-as-of-" + asOf : isRecord ? "" : "-" + today;
        String base = name.substring(0, Math.min(LENGTH - moment.length(), name.length())) + moment;
        return Optional.of(base.replaceAll("[^A-Za-z0-9.-]+", "-") + ending);
    }
}
