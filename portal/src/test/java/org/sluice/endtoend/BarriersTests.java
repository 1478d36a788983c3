package org.sluice.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.LoadState;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** No page puts a barrier before people who read or use it with an aid, in either theme, at a desk or on a phone. */
@Tag("cluster")
class BarriersTests extends BrowserPath {
    private static final int PHONE = 390;

    @ParameterizedTest
    @CsvSource({"LIGHT, 1440", "DARK, 390"})
    void standOnNoPageOfAPerson(ColorScheme theme, int width) {
        try (Page alice = portal.signIn("alice", theme, width)) {
            String job = portal.submitted(alice, "cpu-job", Map.of("job_name", "barriers", "command", "true"));
            look(alice, "/jobs/" + job, width);
            for (String path : new String[] {
                "/",
                "/submit",
                "/submit/multi-node-gpu",
                "/jobs",
                "/jobs?mine=false",
                "/nodes",
                "/nodes/a1",
                "/jobs/999999999"
            }) {
                look(alice, path, width);
            }
            alice.navigate(portal.at("/submit/cpu-job"));
            alice.fill("[name=time]", "never");
            alice.click("#form button[type=submit]");
            assertNoBarriers(alice, "a form with an error", width);
        }
    }

    @ParameterizedTest
    @CsvSource({"LIGHT, 1440", "DARK, 390"})
    void standOnNoPageOfAnAdministrator(ColorScheme theme, int width) {
        try (Page dana = portal.signIn("dana", theme, width)) {
            for (String path : new String[] {
                "/",
                "/nodes/a1",
                "/partitions",
                "/partitions/gpu",
                "/reservations",
                "/reservation-plan",
                "/node-changes?nodes=a1&action=drain",
                "/audit"
            }) {
                look(dana, path, width);
            }
        }
    }

    private static void look(Page page, String path, int width) {
        page.navigate(portal.at(path));
        assertNoBarriers(page, path, width);
    }

    private static void assertNoBarriers(Page page, String where, int width) {
        page.waitForLoadState(LoadState.LOAD);
        PlaywrightAssertions.assertThat(page.locator(".htmx-request")).hasCount(0);
        assertThat(glass.barriers(page)).as("barriers on " + where).isEmpty();
        if (width == PHONE) {
            assertThat(page.evaluate("document.documentElement.scrollWidth"))
                    .as("width of " + where)
                    .isEqualTo(PHONE);
        }
    }
}
