package org.sluice.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.BoundingBox;
import com.microsoft.playwright.options.ColorScheme;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;

/**
 * Looks at every page of the style application in a real browser, in both themes, wide and on a phone.
 *
 * <p>It takes two minutes: each page is drawn four times and searched for barriers by axe, which is all work for the CPU.
 */
@SpringBootTest(
        classes = StyleApplication.class,
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {
            "sluice.web.cluster-name=demo",
            "sluice.web.notice=This is a demo: Slurm, users and jobs are real, the GPUs are pretended."
        })
class LookTests {
    private static final Path PICTURES = Path.of("target", "looks");

    /** Texts whose contrast with what lies behind them is below WCAG AA, as "ratio words". */
    private static final String FAINT_TEXTS = """
            () => {
              const parse = color => {
                const parts = color.match(/[\\d.]+/g).map(Number);
                return { r: parts[0], g: parts[1], b: parts[2], a: parts.length > 3 ? parts[3] : 1 };
              };
              const over = (top, below) => ({
                r: top.r * top.a + below.r * (1 - top.a),
                g: top.g * top.a + below.g * (1 - top.a),
                b: top.b * top.a + below.b * (1 - top.a),
                a: 1,
              });
              const behind = element => {
                if (!element) return { r: 255, g: 255, b: 255, a: 1 };
                const own = parse(getComputedStyle(element).backgroundColor);
                return own.a === 1 ? own : over(own, behind(element.parentElement));
              };
              const channel = value => (value / 255 <= 0.04045 ? value / 255 / 12.92 : ((value / 255 + 0.055) / 1.055) ** 2.4);
              const light = color => 0.2126 * channel(color.r) + 0.7152 * channel(color.g) + 0.0722 * channel(color.b);
              const faint = [];
              const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
              while (texts.nextNode()) {
                const element = texts.currentNode.parentElement;
                const words = texts.currentNode.textContent.trim();
                if (!words || !element.checkVisibility({ opacityProperty: true, visibilityProperty: true })) continue;
                if (element.closest(":disabled, .visually-hidden, [aria-hidden=true]")) continue;
                const below = behind(element);
                const ink = light(over(parse(getComputedStyle(element).color), below));
                const paper = light(below);
                const ratio = (Math.max(ink, paper) + 0.05) / (Math.min(ink, paper) + 0.05);
                if (ratio < 4.5) faint.push(`${ratio.toFixed(2)} ${words.slice(0, 60)}`);
              }
              return faint;
            }
            """;

    /** Controls a screen reader could not name, and ids that stand twice. */
    private static final String UNNAMED = """
            () => {
              const named = element => element.labels?.length > 0 || element.getAttribute("aria-label")
                || element.getAttribute("aria-labelledby") || element.textContent.trim();
              const bare = [...document.querySelectorAll("input:not([type=hidden]), select, textarea, button, a[href], progress, summary")]
                .filter(element => !named(element)).map(element => element.outerHTML.slice(0, 120));
              const ids = [...document.querySelectorAll("[id]")].map(element => element.id);
              return bare.concat(ids.filter((id, at) => ids.indexOf(id) !== at).map(id => `twice: ${id}`));
            }
            """;

    private static LookingGlass glass;

    @LocalServerPort
    private int port;

    @BeforeAll
    static void openBrowser() {
        glass = new LookingGlass();
    }

    @AfterEach
    void leaveAllPages() {
        glass.leaveAll();
    }

    @AfterAll
    static void closeBrowser() {
        glass.close();
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
            answers/404,                          error-404
            answers/403,                          error-403
            answers/400,                          error-400
            breaks,                               error-500
            """)
    void readsWellInBothThemesOnADeskAndOnAPhone(String path, String name) {
        for (ColorScheme theme : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
            for (int width : List.of(1440, 390)) {
                look(path, theme, width, name + "-" + theme.name().toLowerCase(Locale.ROOT) + "-" + width);
            }
        }
    }

    @Test
    void noticesFaintTextsAndUnnamedControls() {
        try (Page page = glass.open("http://127.0.0.1:" + port + "/style/states", ColorScheme.LIGHT, 1440)) {
            page.evaluate("""
                    () => {
                      const ghost = document.querySelector("main").appendChild(document.createElement("p"));
                      ghost.textContent = "hardly there";
                      ghost.className = "text-warning";
                      document.querySelector("main").appendChild(document.createElement("button"));
                    }
                    """);
            assertThat((List<?>) page.evaluate(FAINT_TEXTS))
                    .singleElement()
                    .asString()
                    .endsWith("hardly there");
            assertThat((List<?>) page.evaluate(UNNAMED)).hasSize(1);
        }
    }

    @ParameterizedTest
    @CsvSource({".menu-button, .menu-sheet, menu", ".confirm > summary, .confirm-sheet, confirm"})
    void opensItsSheetsInsideTheScreen(String button, String sheet, String name) {
        for (int width : List.of(1440, 390)) {
            try (Page page = glass.open("http://127.0.0.1:" + port + "/style/job", ColorScheme.DARK, width)) {
                page.locator(button).click();
                page.screenshot(new Page.ScreenshotOptions().setPath(PICTURES.resolve(name + "-" + width + ".png")));
                BoundingBox box = page.locator(sheet).boundingBox();
                assertThat(box.x).as("left of " + sheet).isNotNegative();
                assertThat(box.x + box.width).as("right of " + sheet).isLessThanOrEqualTo(width);
                assertThat((List<?>) page.evaluate(FAINT_TEXTS)).isEmpty();
            }
        }
    }

    private void look(String path, ColorScheme theme, int width, String name) {
        try (Page page = glass.open("http://127.0.0.1:" + port + "/style/" + path, theme, width)) {
            page.screenshot(new Page.ScreenshotOptions()
                    .setPath(PICTURES.resolve(name + ".png"))
                    .setFullPage(true));
            assertThat(glass.complaints())
                    .as("complaints of the browser on " + name)
                    .isEmpty();
            assertThat(page.evaluate("document.documentElement.scrollWidth"))
                    .as("width of " + name)
                    .isEqualTo(width);
            assertThat((List<?>) page.evaluate(FAINT_TEXTS))
                    .as("faint texts on " + name)
                    .isEmpty();
            assertThat((List<?>) page.evaluate(UNNAMED))
                    .as("unnamed controls on " + name)
                    .isEmpty();
            assertThat(glass.barriers(page)).as("barriers on " + name).isEmpty();
        }
    }
}
