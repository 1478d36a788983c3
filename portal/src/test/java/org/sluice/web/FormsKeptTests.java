package org.sluice.web;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;

/** What somebody types into a form is kept until it has been sent. */
@SpringBootTest(classes = StyleApplication.class, webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
class FormsKeptTests {
    private static LookingGlass glass;

    @LocalServerPort
    private int port;

    private Page page;

    @BeforeAll
    static void openBrowser() {
        glass = new LookingGlass();
    }

    @AfterAll
    static void closeBrowser() {
        glass.close();
    }

    @BeforeEach
    void openTheForm() {
        page = glass.open(at("form"), ColorScheme.LIGHT, 1440);
    }

    @AfterEach
    void leaveAllPages() {
        glass.leaveAll();
    }

    @Test
    void keepsEveryKindOfFieldOverAReload() {
        page.fill("#f-name", "llama");
        page.selectOption("#f-partition", "gpu");
        page.check("[name=nodes][value=a1]");
        page.uncheck("[name=nodes][value=a2]");
        page.reload();
        assertThat(page.locator("#f-name")).hasValue("llama");
        assertThat(page.locator("#f-partition")).hasValue("gpu");
        assertThat(page.locator("[name=nodes][value=a1]")).isChecked();
        assertThat(page.locator("[name=nodes][value=a2]")).not().isChecked();
        assertThat(page.locator(".kept")).containsText("What you typed here before is back.");
    }

    @Test
    void keepsItWhileOneLooksAtAnotherPage() {
        page.fill("#f-name", "llama");
        page.navigate(at("jobs"));
        page.navigate(at("form"));
        assertThat(page.locator("#f-name")).hasValue("llama");
    }

    @Test
    void keepsNoPasswordsAndNoFiles() {
        page.fill("[name=password]", "a secret");
        page.fill("#f-name", "llama");
        assertThat(page.evaluate("JSON.stringify(sessionStorage)").toString())
                .contains("llama")
                .doesNotContain("secret", "password", "file");
        page.reload();
        assertThat(page.locator("[name=password]")).hasValue("");
    }

    @Test
    void forgetsItOnceItHasBeenTaken() {
        page.fill("#f-name", "good");
        page.click("text=Send");
        page.waitForURL("**/style/jobs");
        page.navigate(at("form"));
        assertThat(page.locator("#f-name")).hasValue("");
        assertThat(page.locator(".kept")).hasCount(0);
    }

    @Test
    void keepsItWhenItIsNotTaken() {
        page.fill("#f-name", "bad");
        page.click("text=Send");
        assertThat(page.locator(".field-error")).isVisible();
        page.navigate(at("jobs"));
        page.navigate(at("form"));
        assertThat(page.locator("#f-name")).hasValue("bad");
    }

    @Test
    void keepsItWhenTheSessionHasEndedMeanwhile() {
        page.fill("#f-name", "late");
        page.click("text=Send");
        page.waitForURL("**/style/sign-in");
        page.navigate(at("form"));
        assertThat(page.locator("#f-name")).hasValue("late");
    }

    @Test
    void keepsNothingOfSigningIn() {
        page.fill("#f-name", "llama");
        page.navigate(at("sign-in"));
        page.fill("#username", "alice");
        assertThat(page.evaluate("JSON.stringify(sessionStorage)").toString())
                .contains("llama")
                .doesNotContain("username");
    }

    @Test
    void startsAfreshOnRequest() {
        page.fill("#f-name", "llama");
        page.reload();
        page.click("text=Start afresh");
        assertThat(page.locator("#f-name")).hasValue("");
        page.reload();
        assertThat(page.locator("#f-name")).hasValue("");
    }

    @Test
    void keepsTheFormsOfDifferentAddressesApart() {
        page.fill("#f-name", "llama");
        page.navigate(at("form?of=another"));
        assertThat(page.locator("#f-name")).hasValue("");
    }

    @Test
    void forgetsWhatSomebodyElseTyped() {
        page.evaluate(
                "sessionStorage.setItem('sluice-typed sluice-bob /style/form /style/form', '{\"name\": [\"bob\"]}')");
        page.reload();
        assertThat(page.locator("#f-name")).hasValue("");
        assertThat(page.evaluate("JSON.stringify(sessionStorage)").toString()).doesNotContain("bob");
    }

    @Test
    void takesTheMarkFromAFieldThatHasBeenCorrected() {
        page.fill("#f-name", "bad");
        page.click("text=Send");
        assertThat(page.locator("#f-name")).hasAttribute("aria-invalid", "true");
        String red = borderOfTheName();
        page.click("#words");
        assertThat(page.locator("#words")).containsText("asked again");
        assertThat(page.locator("#f-name")).not().hasAttribute("aria-invalid", "true");
        page.locator("h1").click();
        assertThat(borderOfTheName()).isNotEqualTo(red);
    }

    private String borderOfTheName() {
        return page.evaluate("getComputedStyle(document.querySelector('#f-name')).borderColor")
                .toString();
    }

    private String at(String path) {
        return "http://127.0.0.1:" + port + "/style/" + path;
    }
}
