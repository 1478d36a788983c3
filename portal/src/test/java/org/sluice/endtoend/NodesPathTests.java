package org.sluice.endtoend;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.sluice.Patience.await;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.RequestOptions;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sluice.Visitor;

/**
 * What an administrator does to nodes, partitions and reservations, in a real browser, and what others see of it.
 *
 * <p>It takes two minutes: each of its changes is made to real nodes, mostly with jobs on them, and put back.
 */
@Tag("cluster")
class NodesPathTests extends BrowserPath {
    private static final List<String> NODES = List.of("a1", "a2", "c1", "h1");
    private static final List<String> PARTITIONS = List.of("gpu", "cpu");
    private static final List<String> WINDOWS = List.of("maint_path_window", "path_course");

    private final List<String> submitted = new ArrayList<>();

    /** Whatever a test did, or did not come to: the cluster is as the next one expects it. */
    @AfterEach
    void everythingIsPutBack() {
        submitted.forEach(job -> Machine.root("scancel", job));
        WINDOWS.forEach(name -> Machine.root("scontrol", "delete", "reservationname=" + name));
        PARTITIONS.forEach(name -> Machine.root("scontrol", "update", "partitionname=" + name, "state=up"));
        for (String node : NODES) {
            Machine.root("scontrol", "cancel_reboot", node);
            Machine.root("scontrol", "update", "nodename=" + node, "state=resume");
        }
        await().until(() -> NODES.stream().allMatch(NodesPathTests::serves));
        assertNothingWasComplainedAbout(LOSING);
    }

    @Test
    void twoNodesAreDrainedWithTheirJobsInSightAndPutBack() {
        String first = job("alice", "a1", "--gpus-per-node=a100:1");
        String second = job("bob", "a2", "--gpus-per-node=a100:2");
        Machine.root("scontrol", "update", "nodename=h1", "state=drain", "reason=old fan");
        Page dana = portal.signIn("dana");
        dana.navigate(portal.at("/nodes"));
        assertThat(tile(dana, "h1")).containsText("drained");
        assertThat(dana.locator("#choose button[value=drain]")).isDisabled();

        tile(dana, "a1").locator("input.tile-pick").check();
        dana.keyboard().press("j");
        dana.keyboard().press("x");
        assertThat(dana.locator("[data-chosen]")).hasText("2 nodes chosen: a1, a2");
        dana.click("#choose button[value=drain]");

        assertThat(dana.locator("h1")).hasText("Drain a1, a2?");
        assertThat(dana.locator("main")).containsText("gpu: nothing is left");
        assertThat(dana.locator("main")).containsText("8 a100 lost");
        assertThat(dana.locator("table")).containsText(first);
        assertThat(dana.locator("table")).containsText(second);
        assertThat(dana.locator("main")).containsText("2 jobs of 2 people");
        assertThat(dana.locator(".commands li").first()).containsText("scontrol update nodename=a1 state=drain");
        dana.click("text=Drain 2 nodes");
        assertThat(dana.locator(".answer-fix")).containsText("Say why");
        dana.fill("#f-reason", "rack 3 loses power");
        dana.click("text=Drain 2 nodes");

        dana.waitForURL(portal.at("/nodes"));
        assertThat(tile(dana, "a1")).containsText("draining");
        assertThat(tile(dana, "a2")).containsText("rack 3 loses power");
        assertThat(shown("a2")).contains("Reason=rack 3 loses power [" + unix("dana"));
        Page alice = portal.signIn("alice");
        alice.navigate(portal.at("/nodes/a2"));
        assertThat(alice.locator("#why")).containsText("It is being drained");
        assertThat(alice.locator("#why")).containsText("rack 3 loses power");
        assertThat(alice.locator("#node")).containsText("someone's job");
        assertThat(alice.locator("#node")).not().containsText(second);

        dana.click("text=Undo for a1, a2");
        dana.waitForURL(portal.at("/nodes"));
        await().until(() -> serves("a1") && serves("a2"));
        assertThat(shown("a1")).doesNotContain("Reason=");
        assertThat(Machine.root("squeue", "-h", "-j", first + "," + second, "-o", "%T")
                        .words()
                        .strip())
                .isEqualTo("RUNNING\nRUNNING");

        dana.navigate(portal.at("/node-changes?action=drain&node=h1"));
        dana.fill("#f-reason", "new reason");
        dana.click("button:has-text('Drain h1')");
        assertThat(dana.locator("#node")).containsText("new reason");
        dana.click("text=Undo: drain by dana");
        assertThat(dana.locator("#node")).containsText("old fan");
        assertThat(shown("h1")).contains("DRAIN").contains("Reason=old fan");
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void whatChangesBeforeAPageListensIsNotMissed(boolean thenTheStreamBreaks) {
        List<Route> held = new ArrayList<>();
        AtomicBoolean holds = new AtomicBoolean(true);
        Page alice = portal.signIn("alice");
        alice.navigate(portal.at("/nodes"));
        assertThat(tile(alice, "h1")).containsText("idle");
        alice.route("**/live?*", route -> {
            if (holds.get()) {
                held.add(route);
            } else {
                route.resume();
            }
        });
        alice.reload();
        await().until(() -> {
            alice.waitForTimeout(100);
            return !held.isEmpty();
        });
        assertThat(tile(alice, "h1")).containsText("idle");

        Machine.root("scontrol", "update", "nodename=h1", "state=drain", "reason=old fan");
        Visitor bob = Visitor.signedIn("bob");
        await().until(() -> bob.get("/nodes/h1").body().contains("old fan"));
        assertThat(tile(alice, "h1")).containsText("idle");
        holds.set(false);
        held.forEach(thenTheStreamBreaks ? Route::abort : Route::resume);
        assertThat(tile(alice, "h1")).containsText("drained");
    }

    @Test
    void whatSlurmRefusesForOneNodeIsDoneForTheOthers() {
        Machine.root("scontrol", "update", "nodename=h1", "state=drain", "reason=old fan");
        Page dana = portal.signIn("dana");
        dana.navigate(portal.at("/nodes/h1"));
        portal.awaitState(dana, "drained");
        dana.navigate(portal.at("/node-changes?action=resume&node=c1&node=h1"));
        assertThat(dana.locator("main")).containsText("c1: in service already");
        dana.click("text=Resume 2 nodes");
        assertThat(dana.locator("h1")).hasText("1 of 2 done");
        assertThat(dana.locator("tr:has-text('c1')")).containsText("refused: slurm_update error: Invalid node state");
        assertThat(dana.locator("tr:has-text('h1')")).containsText("done");
        await().until(() -> serves("h1"));
    }

    @Test
    void downIsAdvisedAgainstWhereNodesComeBackByThemselves() {
        Page dana = portal.signIn("dana");
        dana.navigate(portal.at("/node-changes?action=down&node=c1"));
        assertThat(dana.locator(".answer-fix")).containsText("drain instead");
        dana.fill("#f-reason", "path");
        dana.click("button:has-text('Set down c1')");
        dana.waitForURL(portal.at("/nodes/c1"));
        await().until(() -> serves("c1"));
        assertThat(dana.locator(".state-big")).hasText("idle");
        assertThat(dana.locator("text=Undo: set down")).hasCount(0);
    }

    @Test
    void aRebootWaitsForTheJobCanBeCancelledAndThenHappens() {
        String job = job("alice", "a1", "--gpus-per-node=a100:1");
        String before = booted("a1");
        Page dana = portal.signIn("dana");
        dana.navigate(portal.at("/nodes/a1"));
        dana.click("a:has-text('Reboot')");
        assertThat(dana.locator("table")).containsText(job);
        dana.fill("#f-reason", "driver 570");
        dana.click("button:has-text('Reboot a1')");
        portal.awaitState(dana, "draining");
        assertThat(dana.locator("#why")).containsText("It reboots as soon as it is empty");
        dana.click("text=Cancel the reboot");
        dana.click("button:has-text('Cancel the reboot of a1')");
        portal.awaitState(dana, "mixed");

        Machine.root("scancel", job);
        portal.awaitState(dana, "idle");
        dana.navigate(portal.at("/node-changes?action=reboot&node=a1"));
        dana.fill("#f-reason", "driver 570");
        dana.click("button:has-text('Reboot a1')");
        await().until(() -> serves("a1") && !booted("a1").equals(before));
        portal.awaitState(dana, "idle");
        assertThat(shown("a1")).doesNotContain("Reason=");
    }

    @Test
    void aJobWaitsForMaintenanceAndEverybodyConcernedIsTold() {
        Page dana = portal.signIn("dana");
        dana.navigate(portal.at("/reservation-plan?node=a1&node=a2"));
        assertThat(dana.locator("#effect")).containsText("Say what for");
        dana.fill("#f-name", "path window");
        String begins = LocalDateTime.now(java.time.ZoneId.of(
                        String.valueOf(dana.evaluate("Intl.DateTimeFormat().resolvedOptions().timeZone"))))
                .plusMinutes(30)
                .truncatedTo(ChronoUnit.MINUTES)
                .toString();
        dana.fill("#f-day", begins.substring(0, 10));
        dana.fill("#f-time", begins.substring(11));
        dana.fill("#f-lasts", "1:00:00");
        assertThat(dana.locator("#effect")).containsText("maint_path_window");
        dana.click("button:has-text('Plan maintenance')");
        dana.waitForURL(portal.at("/reservations/maint_path_window"));
        assertThat(dana.locator("main")).containsText("path window");
        assertThat(Machine.root("scontrol", "show", "reservation", "maint_path_window")
                        .words())
                .contains("Nodes=a[1-2]")
                .contains("MAINT,IGNORE_JOBS");

        String waits = submit("alice", "--partition=gpu", "--time=60", "--gpus-per-node=a100:1");
        Page alice = portal.signIn("alice");
        await().until(() ->
                Machine.root("squeue", "-h", "-j", waits, "-o", "%r").words().contains("maintenance"));
        for (String page : List.of("/", "/nodes", "/nodes/a1", "/submit", "/submit/cpu-job")) {
            alice.navigate(portal.at(page));
            assertThat(alice.locator(".maintenance")).containsText("Maintenance of a1, a2 (path window)");
            assertThat(alice.locator(".maintenance")).containsText("Yours that wait for it: " + waits);
        }
        alice.navigate(portal.at("/nodes/a1"));
        assertThat(alice.locator("#why")).containsText("Maintenance begins soon");
        alice.navigate(portal.at("/jobs/" + waits));
        assertThat(alice.locator("main")).containsText("aintenance");
        Page bob = portal.signIn("bob");
        bob.navigate(portal.at("/"));
        assertThat(bob.locator(".maintenance")).containsText("Maintenance of a1, a2");
        assertThat(bob.locator(".maintenance")).not().containsText(waits);
        bob.navigate(portal.at("/reservations/maint_path_window"));
        assertThat(bob.locator("main")).not().containsText(unix("alice"));
        assertThat(bob.locator("text=Delete maint_path_window")).hasCount(0);

        dana.navigate(portal.at("/reservations/maint_path_window"));
        assertThat(dana.locator(".touched")).containsText(waits);
        dana.fill("#f-nodes", "a2");
        dana.click("button:text-is('Change')");
        assertThat(dana.locator(".answer-done")).containsText("Slurm changed");
        await().until(() -> isRunning(waits));
        dana.click("text=Delete maint_path_window");
        dana.waitForURL(portal.at("/reservations"));
        assertThat(dana.locator("#reservations")).not().containsText("maint_path_window");
        alice.navigate(portal.at("/"));
        assertThat(alice.locator("h1")).isVisible();
        assertThat(alice.locator(".maintenance")).hasCount(0);
    }

    @Test
    void anOperatorKeepsNodesForSomebodyAndOthersAreNotToldForWhom() {
        Page olga = portal.signIn("olga");
        olga.navigate(portal.at("/reservation-plan?kind=people&node=c1"));
        olga.fill("#f-name", "path_course");
        olga.fill("#f-users", unix("bob"));
        olga.click("button:has-text('Keep the nodes')");
        olga.waitForURL(portal.at("/reservations/path_course"));
        assertThat(olga.locator("main")).containsText(unix("bob"));
        Page bob = portal.signIn("bob");
        bob.navigate(portal.at("/reservations/path_course"));
        assertThat(bob.locator("main")).containsText("Kept for you");
        assertThat(bob.locator("main")).containsText("--reservation=path_course");
        Page alice = portal.signIn("alice");
        alice.navigate(portal.at("/reservations/path_course"));
        assertThat(alice.locator("main")).containsText("Kept for others");
        assertThat(alice.locator("main")).not().containsText(unix("bob"));
    }

    @Test
    void aPartitionIsSetDownAndUpAgain() {
        Page dana = portal.signIn("dana");
        dana.navigate(portal.at("/partitions/cpu"));
        dana.locator("input[value=DOWN]").check();
        dana.fill("#f-reason", "path");
        dana.click("button:has-text('Set the state of cpu')");
        portal.awaitState(dana, "down");
        String waits = submit("alice", "--partition=cpu", "--time=5");
        await().until(() ->
                Machine.root("squeue", "-h", "-j", waits, "-o", "%r").words().contains("PartitionDown"));
        Page alice = portal.signIn("alice");
        alice.navigate(portal.at("/nodes/c1"));
        assertThat(alice.locator("#why")).containsText("Partition cpu starts no jobs");
        dana.click("text=Undo: set it UP again");
        portal.awaitState(dana, "up");
        await().until(() -> isRunning(waits));
    }

    @Test
    void whoMayNotIsRefusedEverywhere() {
        for (String person : List.of("bob", "olga")) {
            Page page = portal.signIn(person);
            page.navigate(portal.at("/nodes"));
            assertThat(page.locator("#choose button[value=drain]")).hasCount(0);
            assertThat(status(page, "/node-changes?action=drain&node=c1")).isEqualTo(404);
            assertThat(post(page, "/node-changes?action=drain&node=c1&reason=x"))
                    .isEqualTo(404);
            assertThat(post(page, "/partitions/cpu/state?state=DOWN")).isEqualTo(404);
        }
        Page bob = portal.signIn("bob");
        bob.navigate(portal.at("/nodes"));
        assertThat(bob.locator("input.tile-pick")).hasCount(0);
        assertThat(status(bob, "/reservation-plan")).isEqualTo(404);
        assertThat(post(bob, "/reservations?name=x&nodes=c1&lasts=60&users=root&start=2030-01-01T10:00"))
                .isEqualTo(404);
        assertThat(shown("c1")).doesNotContain("DRAIN");
    }

    @ParameterizedTest
    @CsvSource({"light, LIGHT, 1440", "dark, DARK, 1440", "phone-light, LIGHT, 390", "phone-dark, DARK, 390"})
    void looksGoodEverywhere(String name, ColorScheme theme, int width) {
        job("alice", "a1", "--gpus-per-node=a100:2");
        job("bob", "a2", "--gpus-per-node=a100:4");
        Machine.root("scontrol", "update", "nodename=h1", "state=drain", "reason=ECC errors on GPU 1, card ordered");
        Machine.root(
                "scontrol",
                "create",
                "reservation",
                "reservationname=maint_path_window",
                "starttime=now+2hours",
                "duration=120",
                "nodes=a1,a2",
                "flags=MAINT,IGNORE_JOBS",
                "users=root");
        Page dana = portal.signIn("dana", theme, width);
        dana.navigate(portal.at("/nodes"));
        assertThat(tile(dana, "h1")).containsText("drained");
        tile(dana, "a1").locator("input.tile-pick").check();
        tile(dana, "a2").locator("input.tile-pick").check();
        picture(dana, "nodes-grid-" + name);
        look(dana, "/nodes/h1", "nodes-why-" + name);
        look(dana, "/node-changes?action=drain&node=a1&node=a2", "nodes-drain-" + name);
        look(dana, "/reservation-plan?node=a1&node=a2", "nodes-plan-" + name);
        look(dana, "/reservations", "nodes-reservations-" + name);
        look(dana, "/partitions/gpu", "nodes-partition-" + name);
    }

    private static void look(Page page, String path, String name) {
        page.navigate(portal.at(path));
        assertThat(page.locator("main h1")).isVisible();
        page.waitForLoadState();
        Object overflow = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth");
        assertThat(((Number) overflow).intValue())
                .as(path + " is wider than the screen")
                .isLessThanOrEqualTo(0);
        picture(page, name);
    }

    private static void picture(Page page, String name) {
        page.screenshot(new Page.ScreenshotOptions()
                .setPath(PICTURES.resolve(name + ".jpg"))
                .setType(com.microsoft.playwright.options.ScreenshotType.JPEG)
                .setQuality(75));
    }

    /** A job that runs on the node. */
    private String job(String person, String node, String... options) {
        List<String> all = new ArrayList<>(List.of("--nodelist=" + node, "--time=30"));
        all.addAll(List.of(options));
        String job = submit(person, all.toArray(String[]::new));
        await().until(() -> isRunning(job));
        Visitor dana = Visitor.signedIn("dana");
        await().until(() -> dana.get("/nodes/" + node).body().contains(">" + job + "<"));
        return job;
    }

    private String submit(String person, String... options) {
        List<String> words = new ArrayList<>(List.of("sbatch", "--parsable", "--chdir=/tmp", "--output=/dev/null"));
        words.addAll(List.of(options));
        words.add("--wrap=sleep 600");
        String job = Machine.as(person, words.toArray(String[]::new)).words().strip();
        assertThat(job).matches("\\d+");
        submitted.add(job);
        return job;
    }

    private static boolean isRunning(String job) {
        return Machine.root("squeue", "-h", "-j", job, "-o", "%T")
                .words()
                .strip()
                .equals("RUNNING");
    }

    private static String shown(String node) {
        return Machine.root("scontrol", "--oneliner", "show", "node", node).words();
    }

    private static boolean serves(String node) {
        return Pattern.compile("State=(IDLE|MIXED|ALLOCATED)(\\+PLANNED)? ")
                .matcher(shown(node))
                .find();
    }

    private static String booted(String node) {
        return shown(node).replaceAll("(?s).*BootTime=(\\S+).*", "$1");
    }

    private static String unix(String login) {
        return org.sluice.Instance.running().unixUser(login);
    }

    private static Locator tile(Page page, String node) {
        return page.locator("[data-node=" + node + "]");
    }

    private static int status(Page page, String path) {
        return page.request().get(portal.at(path)).status();
    }

    private static int post(Page page, String path) {
        page.navigate(portal.at("/"));
        String token = page.locator("meta[name=csrf-token]").getAttribute("content");
        return page.request()
                .post(portal.at(path), RequestOptions.create().setHeader("X-CSRF-TOKEN", token))
                .status();
    }
}
