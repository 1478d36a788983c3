package org.sluice.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.ColorScheme;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.sluice.Instance;
import org.sluice.web.LookingGlass;

/** The instance's portal as people meet it in a browser. */
final class Portal {
    private static final Pattern JOB = Pattern.compile(".*/jobs/(\\d+)");
    private static final int WIDE = 1440;

    private final Instance instance = Instance.running();
    private final LookingGlass glass;

    Portal(LookingGlass glass) {
        this.glass = glass;
    }

    String at(String path) {
        return instance.get("portal.url") + path;
    }

    Page signIn(String login) {
        return signIn(login, ColorScheme.LIGHT, WIDE);
    }

    Page signIn(String login, ColorScheme theme, int width) {
        Page page = glass.open(at("/sign-in"), theme, width);
        page.fill("#username", login);
        page.fill("#password", instance.get("password." + login));
        page.click("button[type=submit]");
        page.waitForURL(at("/"));
        return page;
    }

    /** Fills the form of a template and presses Submit; returns once an answer is there. */
    void submit(Page page, String template, Map<String, String> values) {
        page.navigate(at("/submit/" + template));
        values.forEach((field, value) -> {
            Locator control = page.locator("[name='" + field + "']");
            if (control.evaluate("element => element.tagName").equals("SELECT")) {
                control.selectOption(value);
            } else {
                control.fill(value);
            }
        });
        page.click("#form button[type=submit]");
    }

    /** Submits and waits for the job's page. */
    String submitted(Page page, String template, Map<String, String> values) {
        submit(page, template, values);
        page.waitForURL(JOB);
        Matcher matcher = JOB.matcher(page.url());
        assertThat(matcher.matches()).isTrue();
        return matcher.group(1);
    }

    /** Waits, without touching the page, until its head shows the state. */
    void awaitState(Page page, String state) {
        PlaywrightAssertions.assertThat(page.locator(".state-big")).hasText(state);
    }
}
