import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.OffsetDateTime;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.cybernorms.client.ApiClient;
import org.cybernorms.client.ApiException;
import org.cybernorms.client.ApiResponse;
import org.cybernorms.client.api.NormsApi;
import org.cybernorms.client.api.PointsOfContactApi;
import org.cybernorms.client.model.Citation;
import org.cybernorms.client.model.Confidence;
import org.cybernorms.client.model.Norm;
import org.cybernorms.client.model.NormInput;
import org.cybernorms.client.model.NormPage;
import org.cybernorms.client.model.PointOfContact;
import org.cybernorms.client.model.Problem;

/** A program with the generated Java client. */
class Program {

    private static final String CONTACT = "example-technical-desk";
    private static final ObjectMapper JSON = ApiClient.createDefaultObjectMapper();

    interface Request {
        void send() throws ApiException;
    }

    public static void main(String[] arguments) throws Exception {
        String registry = System.getenv("REGISTRY_URL");
        ApiClient anybody = client(registry);
        ApiClient admin = client(registry).setRequestInterceptor(
                request -> request.header("X-API-Key", System.getenv("REGISTRY_ADMIN_KEY")));

        NormsApi norms = new NormsApi(anybody);
        List<String> frameworks = List.of("g7-lucca-2017", "un-gge-2015");
        Set<String> found = page(norms, frameworks, 200, null).getItems().stream()
                .map(Norm::getFramework).collect(Collectors.toCollection(TreeSet::new));
        report("frameworks", found.toArray());

        Set<String> ids = new HashSet<>();
        String cursor = null;
        do {
            NormPage page = page(norms, null, 5, cursor);
            page.getItems().forEach(norm -> ids.add(norm.getId()));
            cursor = page.getCursor();
        } while (cursor != null);
        report("norms", ids.size());

        PointsOfContactApi contacts = new PointsOfContactApi(admin);
        PointOfContact redacted = read(new PointsOfContactApi(anybody)).getData();
        report("without key", size(redacted.getChannels()), size(redacted.getRedacted()) > 0);
        ApiResponse<PointOfContact> read = read(contacts);
        PointOfContact contact = read.getData();
        report("with key", size(contact.getChannels()), size(contact.getRedacted()));

        reportProblem("missing", () -> norm(norms, "no-such-norm"));

        String before = reason(contacts);
        PointOfContact put = contacts.replacePointOfContact(CONTACT, contact, etag(read), null, null, null);
        report("put back", put.getVersion() - contact.getVersion());
        report("reachable", before);
        report("reachable", reason(contacts));

        write(new NormsApi(admin));

        Norm newer = norm(new NormsApi(client(System.getenv("REGISTRY_NEWER_URL"))), "newer");
        report("unknown value", newer.getCharacter().toArray());
    }

    private static void write(NormsApi norms) throws Exception {
        NormInput input = new NormInput()
                .id("client-java")
                .framework("g7-lucca-2017")
                .designation("client")
                .title(Map.of("en", "A norm of a client"))
                .summary(Map.of("en", "It was created by a program with a generated client."))
                .addCitationsItem(new Citation().document("g7-lucca-2017").locator("L49").confidence(Confidence.UNCONFIRMED));
        ApiResponse<Norm> created = norms.createNormWithHttpInfo(input, null, null, null);
        Norm norm = created.getData();
        report("created", norm.getVersion());
        Norm changed = JSON.convertValue(norm, Norm.class);
        changed.setTitle(Map.of("en", "Changed"));
        report("changed", norms.replaceNorm(norm.getId(), changed, etag(created), null, null, null).getVersion());
        reportProblem("stale", () -> norms.replaceNorm(norm.getId(), norm, etag(created), null, null, null));
        reportProblem("no condition", () -> norms.replaceNorm(norm.getId(), norm, null, null, null, null));
    }

    private static ApiClient client(String address) {
        ApiClient client = new ApiClient();
        client.updateBaseUri(address);
        return client;
    }

    private static NormPage page(NormsApi norms, List<String> frameworks, int limit, String cursor) throws ApiException {
        return norms.listNorms(
                frameworks, null, null, null, null, null, null, limit, cursor, null, null, null, null, null, null, null, null, null);
    }

    private static Norm norm(NormsApi norms, String id) throws ApiException {
        return norms.getNorm(id, null, null, null, null, null, null, null, null);
    }

    private static ApiResponse<PointOfContact> read(PointsOfContactApi contacts) throws ApiException {
        return contacts.getPointOfContactWithHttpInfo(CONTACT, null, null, null, null, null, null, null, null);
    }

    private static String reason(PointsOfContactApi contacts) throws ApiException {
        return contacts.listReachable(
                        "example-land", "technical", null, OffsetDateTime.parse("2026-11-25T15:00:00Z"),
                        null, null, null, null, null, null, null)
                .getItems().stream()
                .filter(each -> each.getContact().equals(CONTACT))
                .map(each -> each.getReason())
                .findFirst()
                .orElseThrow();
    }

    private static String etag(ApiResponse<?> response) {
        return response.getHeaders().get("etag").get(0);
    }

    private static int size(List<?> list) {
        return list == null ? 0 : list.size();
    }

    /** Reports the problem with which a request failed. */
    private static void reportProblem(String name, Request request) throws Exception {
        try {
            request.send();
        } catch (ApiException e) {
            Problem problem = JSON.readValue(e.getResponseBody(), Problem.class);
            report(name, problem.getStatus(), problem.getType());
        }
    }

    private static void report(String name, Object... values) {
        StringBuilder line = new StringBuilder(name).append(':');
        for (Object value : values) {
            line.append(' ').append(value);
        }
        System.out.println(line);
    }
}
