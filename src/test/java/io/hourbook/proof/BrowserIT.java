package io.hourbook.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.options.AriaRole;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;

/**
 * What people click, in a real browser: a price that waits for a second person, what it would move, its approval, and the way back.
 * Skipped where there is no Chromium, unless {@code HOURBOOK_BROWSER=required}. Pictures of the pages are in {@code target/screens}.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class BrowserIT {

    private static final Duration PATIENCE = Duration.ofSeconds(120);
    private static final String PASSWORD = "four eyes see more";
    private static final Path SCREENS = Path.of("target/screens");
    private static final int PHONE = 390;

    private final AccountingEndpoint target = new AccountingEndpoint();
    private final Company company = Company.withExports();
    private final int port = ServeIT.freePort();
    private final List<String> complaints = new ArrayList<>();
    private Company.Running service;
    private Playwright playwright;
    private Page page;

    @BeforeAll
    void start() throws IOException {
        Path chromium = Stream.of("/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome").map(Path::of)
                .filter(Files::isExecutable).findFirst().orElse(null);
        if (!"required".equals(System.getenv("HOURBOOK_BROWSER"))) {
            assumeTrue(chromium != null, "no Chromium here");
        }
        assertThat(chromium).as("Chromium").isNotNull();
        Path policy = company.home().resolve("mappings/changes.yaml");
        Files.writeString(policy, Files.readString(policy).replace("\nrates: at-once", "\nrates: second-person"));
        Company.Running adding = company.start(Map.of(), "users", "add", "ben", "--role", "admin");
        try (OutputStream in = adding.process().getOutputStream()) {
            in.write((PASSWORD + "\n").getBytes(StandardCharsets.UTF_8));
        }
        assertThat(adding.await().exit()).isZero();
        service = company.start(Map.of("HOURBOOK_TARGET_URL", target.url(), "HOURBOOK_PORT", Integer.toString(port)), "serve");
        await().atMost(PATIENCE).until(() -> service.words().contains("Hourbook is up"));
        playwright = Playwright.create(new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        Browser browser = playwright.chromium().launch(
                new BrowserType.LaunchOptions().setExecutablePath(chromium).setArgs(List.of("--no-sandbox")));
        page = browser.newPage();
        page.onConsoleMessage(message -> {
            if (message.type().equals("error") || message.type().equals("warning")) {
                complaints.add(page.url() + " " + message.text());
            }
        });
        page.onPageError(complaints::add);
    }

    @AfterAll
    void leaveNothing() {
        if (playwright != null) {
            playwright.close();
        }
        company.close();
        target.close();
    }

    @Test
    @Order(1)
    void somebodySignsInAndSeesHowThingsStand() {
        open("/");
        page.getByLabel("Name").fill("ben");
        page.getByLabel("Password").fill(PASSWORD);
        press("Sign in");

        shows("48 documents delivered");
        for (String path : List.of("/runs", "/documents", "/holds", "/dead-letters", "/versions", "/versions/1", "/versions/log", "/proposals")) {
            open(path);
            seen("first" + path.replace('/', '-'));
        }
    }

    @Test
    @Order(2)
    void aPriceWaitsAndItsPageSaysWhatItWouldMove() throws IOException {
        Files.writeString(company.home().resolve("mappings/rates.csv"), "CROWN,,,,96.00,GBP,2025-03-10\n", StandardOpenOption.APPEND);
        await().atMost(PATIENCE).until(() -> {
            open("/proposals");
            return page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("1").setExact(true)).count() > 0;
        });
        seen("proposals");
        page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("1").setExact(true)).click();
        shows("+CROWN,,,,96.00,GBP,2025-03-10");
        shows("rates: mappings/rates.csv");
        seen("proposal");

        press("What would it move?");
        waitFor("Entries replayed");
        shows("HB-INV-");
        assertThat(page.content()).as("nothing breaks").doesNotContain("laws of conservation").doesNotContain("Nothing can be said of it");
        seen("preview");
    }

    @Test
    @Order(3)
    void aSecondPersonApprovesItAndLaterGoesBack() {
        open("/proposals/1");
        page.getByLabel("Note").fill("as in the contract <b>of March</b>");
        press("Approve");
        waitFor("Version 2");
        open("/versions/2");
        shows("Approved by ben: as in the contract <b>of March</b>");
        seen("version-approved");

        open("/versions/1");
        page.getByLabel("Why").fill("the contract was never signed");
        press("Go back to this version");
        waitFor("Version 3");
        open("/versions/log");
        shows("the contract was never signed");
        seen("change-log");
    }

    /** Last: whatever the pages above complained about to the browser, such as a script or style that its policy forbids. */
    @Test
    @Order(4)
    void theBrowserHasNothingToComplainAbout() {
        assertThat(complaints).isEmpty();
    }

    private void open(String path) {
        page.navigate("http://localhost:" + port + path);
    }

    private void press(String button) {
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(button).setExact(true)).click();
    }

    /** However often the page loads itself again until then. */
    private void waitFor(String words) {
        page.getByText(words).first().waitFor(new Locator.WaitForOptions().setTimeout(PATIENCE.toMillis()));
    }

    private void shows(String words) {
        assertThat(page.locator("body").innerText()).contains(words);
    }

    /** A picture of the page as on a desk; on a telephone nothing of it lies beyond the edge. */
    private void seen(String name) {
        page.setViewportSize(PHONE, 844);
        assertThat((Integer) page.evaluate("document.scrollingElement.scrollWidth")).as("width of " + page.url()).isLessThanOrEqualTo(PHONE);
        page.setViewportSize(1280, 900);
        page.screenshot(new Page.ScreenshotOptions().setPath(SCREENS.resolve(name + ".png")).setFullPage(true));
    }
}
