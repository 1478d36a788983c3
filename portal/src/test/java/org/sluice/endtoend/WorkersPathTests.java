package org.sluice.endtoend;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.sluice.Patience.await;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.sluice.Instance;

/**
 * Machines come when jobs or an administrator want them, and go again, while other jobs run.
 *
 * <p>It takes a minute and a half: three machines are started and removed, and Slurm holds each for powering down until
 * its SuspendTimeout has passed.
 */
@Tag("upheaval")
class WorkersPathTests extends BrowserPath {
    private static final int PHONE = 390;
    private static final List<String> ALL =
            List.of(Instance.running().get("cloud-workers").split(" "));

    private final List<String> submitted = new ArrayList<>();

    @AfterEach
    void everyMachineGoesAndNothingWasComplainedAbout() {
        submitted.forEach(job -> Machine.root("scancel", job));
        for (String worker : ALL) {
            if (!state(worker).contains("POWERED_DOWN")) {
                Machine.root(
                        "scontrol",
                        "update",
                        "nodename=" + worker,
                        "state=power_down_force",
                        "reason=the test is over");
            }
        }
        await().until(() -> ALL.stream().allMatch(worker -> state(worker).contains("POWERED_DOWN")));
        assertNothingWasComplainedAbout(LOSING);
    }

    @Test
    void aJobThatWaitsForAMachineGetsOne() {
        String beside = sbatch("--partition=gpu", "--gpus=a100:1", "--wrap=sleep 600");
        String job = sbatch(
                "--partition=elastic",
                "--gpus=h100:1",
                "--wrap=srun " + Instance.running().get("programs") + "/nvidia-smi -L");
        Page alice = portal.signIn("alice");
        await().until(() -> alice.request().get(portal.at("/jobs/" + job)).status() == 200);
        alice.navigate(portal.at("/jobs/" + job));
        portal.awaitState(alice, "completed");
        assertThat(alice.locator("#output")).containsText("H100");
        assertThat(alice.request().get(portal.at("/nodes/workers")).status()).isEqualTo(404);

        Page dana = portal.signIn("dana");
        dana.navigate(portal.at("/nodes/workers"));
        assertThat(row(dana, "e3").locator("[data-machine]")).hasText("running");
        Locator done = dana.locator("#workers tr")
                .filter(new Locator.FilterOptions().setHasText("Slurm"))
                .filter(new Locator.FilterOptions().setHasText("The machine runs"))
                .first();
        assertThat(done).containsText("e3");
        assertThat(Machine.root("squeue", "-h", "-j", beside, "-o", "%T").words())
                .isEqualToIgnoringWhitespace("RUNNING");
    }

    @Test
    void anAdministratorSeesThePriceFirstAndGivesItBackLater() {
        Page dana = portal.signIn("dana");
        dana.navigate(portal.at("/nodes/workers"));
        dana.selectOption("#f-kind", "a100x4");
        dana.fill("#f-count", "9");
        dana.click("text=Show plan and price");
        assertThat(dana.locator(".field-error")).containsText("from 1 to 2");

        dana.fill("#f-count", "2");
        dana.click("text=Show plan and price");
        assertThat(dana.locator("h1")).hasText("Start 2 machines?");
        assertThat(dana.locator(".facts")).containsText("14.32 USD an hour, 343.68 USD a day");
        shot(dana, "plan-light");
        dana.click("text=Start for 14.32 USD an hour");
        assertThat(row(dana, "e1").locator("[data-machine]")).hasText("running");
        assertThat(row(dana, "e2").locator("[data-machine]")).hasText("running");
        assertThat(row(dana, "e1").locator(".state")).hasText("idle");
        pictures(dana);

        String job = sbatch("--partition=elastic", "--nodelist=e1", "--gpus=a100:1", "--wrap=sleep 20");
        await().until(() ->
                Machine.root("squeue", "-h", "-j", job, "-o", "%T").words().contains("RUNNING"));
        dana.navigate(portal.at("/nodes/workers/e1/remove"));
        dana.click("text=Remove e1 >> nth=-1");
        assertThat(dana.locator(".field-error")).containsText("Say why");
        await().until(() -> {
            dana.navigate(portal.at("/nodes/workers/e1/remove"));
            return dana.locator(".block-body").innerText().contains("1 job of 1 person");
        });
        shot(dana, "remove-light");
        dana.fill("#f-reason", "enough for today");
        dana.click("button.btn-danger");
        assertThat(row(dana, "e1")).containsText("Goes when its jobs have ended");
        assertThat(row(dana, "e1").locator("[data-machine]")).hasText("absent");
        Locator gone = dana.locator("#workers tr")
                .filter(new Locator.FilterOptions().setHasText("The machine is gone."))
                .first();
        assertThat(gone).containsText("e1");
        assertThat(Machine.root("sacct", "-nXj", job, "-o", "State").words()).contains("COMPLETED");
        dana.navigate(portal.at("/audit"));
        assertThat(dana.locator("table")).containsText("enough for today");
    }

    @Test
    void theHeadIsFoundAgainWhereItHasMovedAndAnOpenPageGoesOn() throws IOException {
        String job = sbatch(
                "--partition=cpu",
                "--wrap=rm -f went back; echo here; until test -e went; do sleep 1; done; echo elsewhere;"
                        + " until test -e back; do sleep 1; done; echo here again");
        Page alice = portal.signIn("alice");
        await().until(() -> alice.request().get(portal.at("/jobs/" + job)).status() == 200);
        alice.navigate(portal.at("/jobs/" + job));
        assertThat(alice.locator("#output")).containsText("here");
        Page dana = portal.signIn("dana");
        int port = Instance.running().sshPort() + 1;
        Path moved = Instance.running().root().resolve("etc/ssh/port");
        try {
            Files.writeString(moved, Integer.toString(port));
            moveSshd();
            touch("went");
            assertThat(alice.locator("#output")).containsText("elsewhere");
            dana.navigate(portal.at("/nodes/workers"));
            assertThat(dana.locator("[data-head]")).hasText("127.0.0.1 port " + port);
            shot(dana, "head-moved-light");
        } finally {
            Files.deleteIfExists(moved);
            moveSshd();
        }
        touch("back");
        assertThat(alice.locator("#output")).containsText("here again");
        assertThat(dana.locator("[data-head]"))
                .hasText("127.0.0.1 port " + Instance.running().sshPort());
    }

    /** Nobody who had come before stays connected, as when a pod is reset. */
    private static void moveSshd() {
        Machine.instance("halt", "sshd");
        for (String login : new String[] {"alice", "poll", "telemetry"}) {
            Machine.root("pkill", "-KILL", "-u", Instance.running().unixUser(login), "sshd");
        }
        Machine.instance("start", "sshd");
    }

    private static void touch(String file) {
        Machine.as("alice", "touch", Instance.running().get("root") + "/home/alice/" + file);
    }

    private String sbatch(String... given) {
        List<String> words =
                new ArrayList<>(List.of("sbatch", "--parsable", "--mem=500M", "--time=20", "--account=research"));
        words.add("--chdir=" + Instance.running().get("root") + "/home/alice");
        words.addAll(List.of(given));
        Machine.Said said = Machine.as("alice", words.toArray(String[]::new));
        assertThat(said.status()).as(said.words()).isZero();
        submitted.add(said.words().strip());
        return said.words().strip();
    }

    private static String state(String worker) {
        return Machine.root("scontrol", "-o", "show", "node", worker).words().replaceAll("(?s).* State=(\\S+).*", "$1");
    }

    private static Locator row(Page page, String node) {
        return page.locator("tr[data-node=" + node + "]");
    }

    private static void pictures(Page page) {
        shot(page, "light");
        page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.DARK));
        page.setViewportSize(PHONE, 844);
        shot(page, "phone-dark");
        page.setViewportSize(1440, 900);
        shot(page, "dark");
        page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.LIGHT));
    }

    private static void shot(Page page, String name) {
        page.screenshot(new Page.ScreenshotOptions()
                .setPath(PICTURES.resolve("workers-" + name + ".png"))
                .setFullPage(true));
    }
}
