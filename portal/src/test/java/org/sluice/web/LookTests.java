package org.sluice.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.options.ColorScheme;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Looks at every page of the style application in a real browser, in both themes, wide and on a phone. */
@SpringBootTest(
        classes = StyleApplication.class,
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {
            "sluice.web.cluster-name=demo",
            "sluice.web.notice=This is a demo: Slurm, users and jobs are real, the GPUs are pretended."
        })
class LookTests {
    private static final Path PICTURES = Path.of("target", "looks");
    private static final List<String> BROWSER_FLAGS = List.of(
            "--disable-gpu",
            "--disable-quic",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync");

    private static Playwright playwright;
    private static Browser browser;

    @LocalServerPort
    private int port;

    @BeforeAll
    static void openBrowser() {
        playwright = Playwright.create(
                new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        browser = playwright
                .chromium()
                .launch(new BrowserType.LaunchOptions()
                        .setExecutablePath(Path.of("/usr/bin/chromium"))
                        .setChromiumSandbox(false)
                        .setArgs(BROWSER_FLAGS));
    }

    @AfterAll
    static void closeBrowser() {
        browser.close();
        playwright.close();
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            states,                               states
            states?pulse=SLOW&administrator=true, states-slow
            states?pulse=NEVER,                   states-never
            home?pulse=UNREACHABLE,               home-out
            home,                                 home
            jobs,                                 jobs
            job,                                  job
            nodes?administrator=true,             nodes
            submit,                               submit
            sign-in?problem=Login+and+password+do+not+match., sign-in
            not-there,                            error-500
            """)
    void readsWellInBothThemesOnADeskAndOnAPhone(String path, String name) {
        for (ColorScheme theme : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
            for (int width : List.of(1440, 390)) {
                look(
                        path,
                        theme,
                        width,
                        "%s-%s-%d".formatted(name, theme.name().toLowerCase(java.util.Locale.ROOT), width));
            }
        }
    }

    private void look(String path, ColorScheme theme, int width, String name) {
        List<String> complaints = new ArrayList<>();
        try (BrowserContext context = browser.newContext(new Browser.NewContextOptions()
                .setColorScheme(theme)
                .setViewportSize(width, width > 800 ? 900 : 844))) {
            Page page = context.newPage();
            page.onConsoleMessage(message -> {
                if (message.type().equals("error") && !message.text().contains("status of 5")) {
                    complaints.add(message.text());
                }
            });
            page.onPageError(complaints::add);
            page.navigate("http://127.0.0.1:" + port + "/style/" + path);
            page.screenshot(new Page.ScreenshotOptions()
                    .setPath(PICTURES.resolve(name + ".png"))
                    .setFullPage(true));
            assertThat(complaints).as("complaints of the browser on " + name).isEmpty();
            assertThat(page.evaluate("document.documentElement.scrollWidth"))
                    .as("width of " + name)
                    .isEqualTo(width);
        }
    }
}
