package org.sluice.endtoend;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.Response;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * What a newcomer does, in a real browser, on the real portal in front of the real Slurm.
 *
 * <p>It takes two minutes: six jobs run on real nodes while it looks, and Slurm's programs ask a slurmctld that is away
 * for ten seconds each.
 */
@Tag("cluster")
class MainPathTests extends BrowserPath {
    private static final Map<String, String> TWO_BY_TWO =
            Map.of("nodes", "2", "gpus_type", "a100", "gpus", "2", "workload", "demonstration", "account", "research");

    @AfterEach
    void nothingWasComplainedAbout() {
        assertNothingWasComplainedAbout(LEAVING);
    }

    @Test
    void aJobOnTwoNodesRunsToItsEndUnderTheEyesOfItsOwner() {
        Page alice = portal.signIn("alice");
        alice.navigate(portal.at("/submit"));
        alice.click("text=Multi-node GPU job");
        alice.fill("[name=steps]", "9");
        assertThat(alice.locator("#script")).containsText("export STEPS='9'");
        assertThat(alice.locator("#script")).containsText("#SBATCH --gpus-per-node=a100:2");

        String job = portal.submitted(alice, "multi-node-gpu", with(TWO_BY_TWO, "steps", "9"));

        portal.awaitState(alice, "running");
        assertThat(alice.locator("[data-output-text]")).containsText("step 2/9");
        assertThat(alice.locator("[data-output-text]")).not().containsText("step 9/9");
        assertThat(alice.locator("[data-panel=allocation] .allocation-node")).hasCount(2);
        assertThat(alice.locator("[data-panel=allocation]")).containsText("a1");
        assertThat(alice.locator("[data-panel=allocation]")).containsText("a2");
        assertThat(alice.locator("[data-panel=allocation] .gpu")).hasCount(4);
        assertThat(alice.locator("#job-head")).containsText("2 × 2 a100");

        portal.awaitState(alice, "completed");
        assertThat(alice.locator("[data-output-text]")).containsText("1: a2 is done");
        assertThat(alice.locator("[data-panel=allocation] .gpu")).hasCount(4);
        assertThat(Machine.as("alice", "sacct", "-nXP", "-j", job, "-o", "state")
                        .words())
                .contains("COMPLETED");
    }

    @Test
    void anotherPersonFindsNothingOfIt() {
        Page alice = portal.signIn("alice");
        String job = portal.submitted(alice, "multi-node-gpu", with(TWO_BY_TWO, "steps", "60"));
        portal.awaitState(alice, "running");

        Page bob = portal.signIn("bob");
        for (String path : List.of("", "/output", "/script", "/allocation", "/state", "/facts", "/output/live")) {
            assertThat(status(bob, "/jobs/" + job + path)).as(path).isEqualTo(404);
        }
        assertThat(status(bob, "/live?topic=job-" + job)).isEqualTo(404);
        bob.navigate(portal.at("/jobs?mine=false"));
        assertThat(bob.locator("#jobs")).not().containsText(job);
        bob.navigate(portal.at("/nodes/a1"));
        assertThat(bob.locator("#node")).containsText("someone's job");
        assertThat(bob.locator("#node")).not().containsText("alice");
        assertThat(post(bob, "/jobs/" + job + "/cancel")).isEqualTo(404);

        Machine.Said scancel = Machine.as("bob", "scancel", job);
        assertThat(scancel.words()).contains("Access/permission denied");
        assertThat(alice.locator("[data-panel=output] .log-head .mono")).containsText("slurm-" + job);
        String file = alice.locator("[data-panel=output] .log-head .mono").textContent();
        assertThat(Machine.as("bob", "cat", file).words()).contains("Permission denied");

        alice.click("text=Cancel job");
        alice.click("button:has-text('Cancel " + job + "')");
        portal.awaitState(alice, "cancelled");
    }

    @Test
    void anAdministratorDrainsANodeAndAnOperatorCannot() {
        Page alice = portal.signIn("alice");
        String job = portal.submitted(alice, "multi-node-gpu", with(TWO_BY_TWO, "steps", "60"));
        portal.awaitState(alice, "running");

        Page olga = portal.signIn("olga");
        olga.navigate(portal.at("/nodes/a1"));
        assertThat(olga.locator("#node")).containsText(job);
        assertThat(olga.locator("text=Drain a1")).hasCount(0);
        assertThat(post(olga, "/nodes/a1/drain")).isEqualTo(404);
        assertThat(Machine.as("olga", "scontrol", "update", "nodename=a1", "state=drain", "reason=x")
                        .words())
                .contains("Invalid user id");

        Page dana = portal.signIn("dana");
        dana.navigate(portal.at("/nodes/a1"));
        assertThat(dana.locator(".touched")).containsText("alice");
        dana.click("text=Drain a1");
        assertThat(dana.locator(".field-error")).containsText("Say why");
        dana.fill("#f-reason", "ECC errors on GPU 2");
        dana.click("text=Drain a1");
        portal.awaitState(dana, "draining");
        assertThat(dana.locator("#node")).containsText("ECC errors on GPU 2");
        dana.click("text=Resume a1");
        portal.awaitState(dana, "mixed");
        dana.navigate(portal.at("/audit"));
        assertThat(dana.locator("tbody tr").first()).containsText("resume");
        assertThat(dana.locator("tbody tr").nth(1)).containsText("ECC errors on GPU 2");

        Page olgaCancels = portal.signIn("olga");
        olgaCancels.navigate(portal.at("/jobs/" + job));
        olgaCancels.click("text=Cancel job");
        olgaCancels.click("button:has-text('Cancel " + job + "')");
        portal.awaitState(olgaCancels, "cancelled");
    }

    @Test
    void cardsAreFoundWhileTyping() {
        Page alice = portal.signIn("alice");
        alice.navigate(portal.at("/submit"));
        assertThat(alice.locator(".choice").nth(1)).isVisible();
        alice.locator("#words").pressSequentially("array");
        assertThat(alice.locator(".choice")).hasCount(1);
        assertThat(alice.locator(".choice-title")).containsText("Job array");
        assertThat(alice.locator("#words")).isFocused();
        assertThat(alice).hasURL(Pattern.compile(".*/submit\\?words=array"));
        alice.reload();
        assertThat(alice.locator(".choice")).hasCount(1);
    }

    @Test
    void whatSlurmRefusesStandsBesideTheFormWithEverythingTyped() {
        Page alice = portal.signIn("alice");
        portal.submit(alice, "multi-node-gpu", with(TWO_BY_TWO, "gpus", "5", "job_name", "too large"));

        assertThat(alice.locator(".answer-refused")).containsText("Slurm did not take the job");
        assertThat(alice.locator(".answer-refused blockquote")).containsText("Batch job submission failed");
        assertThat(alice.locator("[name=job_name]")).hasValue("too large");
        assertThat(alice.locator("[name=gpus]")).hasValue("5");
        assertThat(alice.locator(".check-bad")).containsText("could hold 5 a100 GPUs");

        portal.submit(alice, "multi-node-gpu", with(TWO_BY_TWO, "time", "tomorrow"));
        assertThat(alice.locator(".answer-fix")).containsText("Nothing was submitted yet");
        assertThat(alice.locator("#f-time-help .field-error")).containsText("a time limit such as");
        assertThat(alice.locator("[name=time]")).hasValue("tomorrow");
    }

    @Test
    void whileSlurmIsDownNothingIsSubmittedAndNothingIsLost() {
        Page alice = portal.signIn("alice");
        Machine.instance("halt", "slurmctld");
        try {
            portal.submit(alice, "multi-node-gpu", with(TWO_BY_TWO, "job_name", "patient"));
            assertThat(alice.locator(".answer-unasked")).containsText("Nothing was submitted");
            assertThat(alice.locator("[name=job_name]")).hasValue("patient");
            assertThat(alice.locator(".pulse-unreachable")).isVisible();
        } finally {
            Machine.instance("start", "slurmctld");
        }
        assertThat(alice.locator(".pulse-fresh")).isVisible();
        alice.click("#form button[type=submit]");
        alice.waitForURL(Pattern.compile(".*/jobs/\\d+"));
        assertThat(alice.locator("h1")).hasText("patient");
        alice.click("text=Cancel job");
        alice.click("button:has-text('Cancel ')");
        portal.awaitState(alice, "cancelled");
    }

    @Test
    void tenTabsLoadAndSigningOutEndsThem() {
        Page first = portal.signIn("alice");
        List<Page> tabs = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            Page tab = first.context().newPage();
            tab.navigate(portal.at("/jobs"));
            assertThat(tab.locator("h1")).hasText("Jobs");
            tabs.add(tab);
        }
        first.bringToFront();
        first.click(".menu-button");
        first.click(".menu-out button");
        assertThat(first.locator(".plain-problem")).containsText("You are signed out");
        Page last = tabs.get(9);
        last.navigate(portal.at("/jobs"));
        assertThat(last.locator("#username")).isVisible();
    }

    /** One job for all looks, which are taken one after the other. */
    @Test
    void looksGoodEverywhere() {
        Map<String, Page> looks = looksOfDana();
        String job = portal.submitted(looks.get("light"), "multi-node-gpu", with(TWO_BY_TWO, "steps", "30"));
        portal.awaitState(looks.get("light"), "running");
        looks.forEach((name, dana) -> {
            dana.navigate(portal.at("/jobs/" + job));
            assertThat(dana.locator("[data-output-text]")).containsText("step 8/30");
            picture(dana, "job-running-" + name);
        });
        looks.forEach(MainPathTests::looksGoodOnEveryOtherPage);
        looks.forEach((name, dana) -> {
            dana.navigate(portal.at("/jobs/" + job));
            portal.awaitState(dana, "completed");
            picture(dana, "job-completed-" + name);
            dana.navigate(portal.at("/jobs/999999"));
            picture(dana, "not-found-" + name);
        });
    }

    private static void looksGoodOnEveryOtherPage(String name, Page dana) {
        for (String path : List.of(
                "/", "/submit", "/submit/multi-node-gpu", "/jobs?mine=false", "/nodes", "/nodes/a1", "/audit")) {
            dana.navigate(portal.at(path));
            assertThat(dana.locator("main h1")).isVisible();
            dana.waitForLoadState();
            Object overflow =
                    dana.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth");
            assertThat(((Number) overflow).intValue())
                    .as(path + " is wider than the screen")
                    .isLessThanOrEqualTo(0);
            picture(dana, (path.equals("/") ? "home" : path.substring(1).replaceAll("[^a-z0-9]+", "-")) + "-" + name);
        }
    }

    private static void picture(Page page, String name) {
        page.screenshot(new Page.ScreenshotOptions()
                .setPath(PICTURES.resolve(name + ".jpg"))
                .setType(com.microsoft.playwright.options.ScreenshotType.JPEG)
                .setQuality(75));
    }

    private static int status(Page page, String path) {
        return page.request().get(portal.at(path)).status();
    }

    private static int post(Page page, String path) {
        Response home = page.navigate(portal.at("/"));
        assertThat(home.status()).isEqualTo(200);
        String token = page.locator("meta[name=csrf-token]").getAttribute("content");
        return page.request()
                .post(
                        portal.at(path),
                        com.microsoft.playwright.options.RequestOptions.create().setHeader("X-CSRF-TOKEN", token))
                .status();
    }

    private static Map<String, String> with(Map<String, String> values, String... more) {
        Map<String, String> all = new LinkedHashMap<>(values);
        for (int i = 0; i < more.length; i += 2) {
            all.put(more[i], more[i + 1]);
        }
        return all;
    }
}
