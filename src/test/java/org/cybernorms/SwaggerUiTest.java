package org.cybernorms;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserType.LaunchOptions;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.cybernorms.support.Register;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Opens both explorers in a browser, and tries operations in Swagger UI exactly as they are shown. */
@QuarkusTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SwaggerUiTest {

    private static final String NO_CHROMIUM = "No Chromium was found; set CHROMIUM to its path";
    private static final List<String> USUAL_PLACES = List.of("/usr/bin/chromium", "/usr/bin/google-chrome");
    private static final List<String> FLAGS = List.of(
            "--headless",
            "--no-sandbox",
            "--disable-gpu",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync",
            "--no-first-run");

    @TestHTTPResource("/")
    URL root;

    private List<String> consoleErrors = List.of();
    private Playwright playwright;
    private Page page;
    private Locator listNorms;
    private Locator getNorm;
    private Locator createKey;
    private Locator contactWithoutKey;
    private Locator contactWithKey;
    private String changed;
    private String changedAgain;
    private boolean groupsWereClosed;
    private String exampleOfAList;

    @BeforeAll
    void tryTheOperations() {
        chromium().ifPresent(this::tryTheOperationsIn);
    }

    @AfterAll
    void closeTheBrowser() {
        if (playwright != null) {
            playwright.close();
        }
    }

    @BeforeEach
    void needABrowser() {
        boolean needed = "true".equals(System.getenv("REGISTRY_TEST_ALL"));
        if (needed) {
            assertThat(playwright).as(NO_CHROMIUM).isNotNull();
        }
        Assumptions.assumeTrue(playwright != null, NO_CHROMIUM);
    }

    @Test
    void listingNormsAsShownAnswersWith200() {
        assertThat(status(listNorms)).isEqualTo("200");
    }

    @Test
    void listingNormsAsShownFindsNormsOfLucca() {
        assertThat(body(listNorms)).contains("\"framework\": \"g7-lucca-2017\"");
    }

    @Test
    void readingANormAsShownAnswersWith200() {
        assertThat(status(getNorm)).isEqualTo("200");
    }

    @Test
    void readingANormAsShownFindsIt() {
        assertThat(body(getNorm)).contains("\"id\": \"un-gge-2015-13c\"");
    }

    @Test
    void issuingAKeyAsShownAnswersWith201OnceAuthorized() {
        assertThat(status(createKey)).isEqualTo("201");
        assertThat(body(createKey)).contains("\"secret\": \"cnr_");
    }

    @Test
    void theKeyUnderAuthorizeIsSentWhenReading() {
        assertThat(body(contactWithoutKey)).contains("\"redacted\"").doesNotContain("desk@land.example.org");
        assertThat(body(contactWithKey)).contains("desk@land.example.org");
    }

    @Test
    void aSecondChangeWithTheTagOfTheFirstIsRefused() {
        assertThat(changed).isEqualTo("200");
        assertThat(changedAgain).isEqualTo("412");
    }

    @Test
    void groupsAreClosedAndThereIsAFilterAndNoBar() {
        assertThat(groupsWereClosed).isTrue();
        assertThat(page.locator(".operation-filter-input").count()).isEqualTo(1);
        assertThat(page.locator(".topbar").count()).isZero();
    }

    @Test
    void examplesOfListsAreShownAsTheirValues() {
        assertThat(exampleOfAList).contains("Example : g7-lucca-2017");
    }

    @Test
    void theReferenceShowsTheOperationsAndAsksNobodyElse() {
        Page reference = page.context().browser().newPage();
        List<String> errors = watched(reference);
        List<String> elsewhere = new ArrayList<>();
        reference.onRequest(request -> {
            if (!request.url().startsWith(root.toString()) && !request.url().matches("(data|blob):.*")) {
                elsewhere.add(request.url());
            }
        });
        reference.navigate(root + "reference");
        reference.getByText("List norms").first().click();
        reference
                .getByText("Filter by the document that contains the norm.")
                .first()
                .waitFor();
        assertThat(errors).isEmpty();
        assertThat(elsewhere).isEmpty();
    }

    @Test
    void thePageShowsNoErrorBox() {
        Locator said = page.getByText(Pattern.compile("Unable to render|Resolver error"));
        assertThat(page.locator(".errors-wrapper").or(said).allInnerTexts()).isEmpty();
    }

    @Test
    void theConsoleShowsNoError() {
        assertThat(consoleErrors).isEmpty();
    }

    @Test
    void theLandingPageShowsTheAddressByWhichItWasReachedAndNoError() {
        Page landing = page.context().browser().newPage();
        List<String> errors = watched(landing);
        landing.navigate(root.toString());
        assertThat(landing.locator(".origin").first().innerText() + "/").isEqualTo(root.toString());
        assertThat(errors).isEmpty();
    }

    private void tryTheOperationsIn(Path executable) {
        playwright = Playwright.create(
                new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        page = playwright
                .chromium()
                .launch(new LaunchOptions().setExecutablePath(executable).setArgs(FLAGS))
                .newPage();
        consoleErrors = watched(page);
        page.navigate(root + "docs");
        page.locator(".opblock-tag").first().waitFor();
        groupsWereClosed = page.locator(".opblock").count() == 0;
        exampleOfAList = open("Norms", "listNorms")
                .locator("td.parameters-col_description")
                .first()
                .innerText();
        listNorms = executeOpen("Norms", "listNorms");
        getNorm = execute("Norms", "getNorm");
        contactWithoutKey = execute("Points_of_contact", "getPointOfContact");
        body(contactWithoutKey);
        authorize();
        createKey = execute("Keys", "createKey");
        contactWithKey = execute("Points_of_contact", "getPointOfContactVersion");
        execute("Norms", "createNorm");
        Locator change = execute("Norms", "changeNorm");
        changed = status(change);
        page.locator("#operations-Norms-changeNorm .btn-clear").click();
        page.locator("#operations-Norms-changeNorm .execute").click();
        change.waitFor();
        changedAgain = status(change);
    }

    /** Errors of a page; answers that are errors on purpose are none. */
    private List<String> watched(Page watched) {
        List<String> errors = new ArrayList<>();
        watched.onConsoleMessage(message -> {
            if (message.type().equals("error")
                    && message.location().startsWith(root.toString())
                    && !message.location().contains("/v1/norms/example-norm")) {
                errors.add(message.location() + " " + message.text());
            }
        });
        watched.onPageError(errors::add);
        return errors;
    }

    /** Tries an operation with what the page has filled in, and returns the row of the live answer. */
    private Locator execute(String group, String operation) {
        open(group, operation);
        return executeOpen(group, operation);
    }

    private Locator open(String group, String operation) {
        Locator title = page.locator("#operations-tag-" + group);
        if (!"true".equals(title.getAttribute("data-is-open"))) {
            title.click();
        }
        Locator block = block(group, operation);
        block.locator(".opblock-summary-control").click();
        block.locator(".try-out__btn").waitFor();
        return block;
    }

    private Locator executeOpen(String group, String operation) {
        Locator block = block(group, operation);
        block.locator(".try-out__btn").click();
        block.locator(".execute").click();
        Locator answer = block.locator(".live-responses-table .response");
        answer.waitFor();
        return answer;
    }

    private Locator block(String group, String operation) {
        return page.locator("#operations-" + group + "-" + operation);
    }

    /** The first form of the dialog is the one for an API key. */
    private void authorize() {
        page.locator(".auth-wrapper .authorize").first().click();
        Locator form = page.locator(".dialog-ux .auth-container").first();
        form.locator("input").fill(Register.adminKey());
        form.locator("button.authorize").click();
        page.locator(".dialog-ux .close-modal").click();
    }

    private static String status(Locator answer) {
        return answer.locator(".response-col_status").innerText().strip();
    }

    private static String body(Locator answer) {
        return answer.locator(".highlight-code code").innerText();
    }

    private static Optional<Path> chromium() {
        String given = System.getProperty("CHROMIUM", System.getenv("CHROMIUM"));
        return (given == null ? USUAL_PLACES : List.of(given))
                .stream()
                        .map(Path::of)
                        .filter(Files::isRegularFile)
                        .filter(Files::isExecutable)
                        .findFirst();
    }
}
