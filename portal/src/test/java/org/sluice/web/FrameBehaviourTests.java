package org.sluice.web;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;

/** What the frame's script does under a person's hands. */
@SpringBootTest(classes = StyleApplication.class, webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
class FrameBehaviourTests {
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

    private Page open(String page) {
        return glass.open("http://127.0.0.1:" + port + "/style/" + page, ColorScheme.LIGHT, 1440);
    }

    @Test
    void walksTheJobTableByKeyboard() {
        try (Page page = open("jobs")) {
            page.keyboard().press("j");
            page.keyboard().press("j");
            page.keyboard().press("x");
            assertThat(page.locator("tr.is-selected")).hasAttribute("id", "job-4730");
            page.keyboard().press("k");
            assertThat(page.locator("tr:focus")).hasAttribute("id", "job-4731");
            page.keyboard().press("Enter");
            page.waitForURL("**/style/job");
        }
    }

    @Test
    void keepsTheThemeThatWasChosen() {
        try (Page page = open("states")) {
            page.locator(".menu-button").click();
            page.locator("[data-theme-switch] label", new Page.LocatorOptions().setHasText("Dark"))
                    .click();
            assertThat(page.locator("html")).hasAttribute("data-bs-theme", "dark");
            page.reload();
            assertThat(page.locator("html")).hasAttribute("data-bs-theme", "dark");
        }
    }

    @Test
    void keepsTheRailNarrow() {
        try (Page page = open("states")) {
            page.locator("[data-rail-fold]").click();
            page.reload();
            assertThat(page.locator("html")).hasAttribute("data-rail", "narrow");
            assertThat(page.locator("[data-rail-fold]")).hasAttribute("aria-pressed", "true");
        }
    }

    @Test
    void closesTheMenuOnEscapeAndGivesTheFocusBack() {
        try (Page page = open("states")) {
            page.locator(".menu-button").click();
            page.keyboard().press("Escape");
            assertThat(page.locator(".menu-sheet")).isHidden();
            assertThat(page.locator(".menu-button")).isFocused();
        }
    }

    @Test
    void asksOnceInPlaceBeforeCancelling() {
        try (Page page = open("job")) {
            page.locator(".confirm > summary").click();
            assertThat(page.locator(".confirm-sheet")).isVisible();
            page.locator("[data-close]").click();
            assertThat(page.locator(".confirm-sheet")).isHidden();
        }
    }

    @Test
    void copiesAnIdWithOnePress() {
        try (Page page = open("job")) {
            page.locator(".strip [data-copy]").first().click();
            assertThat(page.locator(".strip .is-copied")).hasCount(1);
            assertThat(page.evaluate("navigator.clipboard.readText()")).isEqualTo("4731");
        }
    }

    @Test
    void letsTheAgeOfThePictureGrow() {
        try (Page page = open("states")) {
            assertThat(page.locator(".pulse time")).not().hasText("2 s ago");
        }
    }

    @Test
    void tellsWhatAPersonAsksForFromWhatThePageAsksFor() {
        try (Page page = open("slots")) {
            page.locator("#by-hand").click();
            assertThat(page.locator("#by-hand")).hasText("by hand");
            page.evaluate("document.body.dispatchEvent(new CustomEvent('live:jobs', {detail: {}}))");
            assertThat(page.locator("#by-itself")).hasText("1");
        }
    }

    @Test
    void sendsTheTokenAgainstForgedRequests() {
        try (Page page = open("slots")) {
            page.locator("#posting").click();
            assertThat(page.locator("#posting")).hasText("by hand");
        }
    }

    @Test
    void keepsWhatASlotShowsWhenItsRefreshFails() {
        try (Page page = open("slots")) {
            page.locator("#failing").click();
            assertThat(page.locator("#failing")).containsText("The portal answered 404 (request ");
            assertThat(page.locator("#failing")).containsText("what was here");
        }
    }

    @Test
    void sendsAFormOnceHoweverOftenTheButtonIsPressed() {
        try (Page page = open("slots")) {
            page.evaluate("""
                    () => {
                      window.sent = 0;
                      const form = document.querySelector("form[data-submit-once]");
                      document.addEventListener("submit", event => {
                        if (!event.defaultPrevented) window.sent++;
                        event.preventDefault();
                      });
                      form.querySelector("button").click();
                      form.querySelector("button").click();
                    }
                    """);
            assertThat(page.evaluate("window.sent")).isEqualTo(1);
            assertThat(page.locator("#once")).hasAttribute("aria-disabled", "true");
        }
    }

    @Test
    void tintsWhatChangedAndKeepsTheSelection() {
        try (Page page = open("slots")) {
            page.locator("#table input").first().check();
            page.locator("#refresh").click();
            assertThat(page.locator("#table tr.is-changed")).hasCount(1);
            assertThat(page.locator("#table tr.is-changed")).hasAttribute("id", "job-2");
            assertThat(page.locator("#table tr.is-selected")).hasAttribute("id", "job-1");
        }
    }
}
