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

/** Opens the documentation in a browser and tries operations there exactly as they are shown. */
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

    private final List<String> consoleErrors = new ArrayList<>();
    private Playwright playwright;
    private Page page;
    private Locator listNorms;
    private Locator getNorm;
    private Locator createKey;

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
        List<String> errors = new ArrayList<>();
        landing.onConsoleMessage(message -> {
            if (message.type().equals("error")) {
                errors.add(message.location() + " " + message.text());
            }
        });
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
        page.onConsoleMessage(message -> {
            if (message.type().equals("error") && message.location().startsWith(root.toString())) {
                consoleErrors.add(message.location() + " " + message.text());
            }
        });
        page.onPageError(consoleErrors::add);
        page.navigate(root + "docs");
        listNorms = execute("listNorms");
        getNorm = execute("getNorm");
        authorize();
        createKey = execute("createKey");
    }

    /** Tries an operation with what the page has filled in, and returns the row of the live answer. */
    private Locator execute(String operation) {
        Locator block = page.locator("[id^=operations-][id$=-" + operation + "]");
        block.locator(".opblock-summary-control").click();
        block.locator(".try-out__btn").click();
        block.locator(".execute").click();
        Locator answer = block.locator(".live-responses-table .response");
        answer.waitFor();
        return answer;
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
