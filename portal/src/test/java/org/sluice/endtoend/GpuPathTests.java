package org.sluice.endtoend;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.sluice.Patience.await;

import com.microsoft.playwright.APIResponse;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.sluice.Http;
import org.sluice.Instance;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * What people see of their GPUs, in a real browser, with real jobs on the demo's pretended hardware.
 *
 * <p>It takes over three minutes: a reading comes every five seconds, nodes and portal have to be away for longer than
 * the twelve and a half after which a gap is one, and a picture shows no chart of less than sixty readings.
 */
@Tag("cluster")
class GpuPathTests extends BrowserPath {
    private static final Map<String, String> TRAINING = Map.of(
            "partition",
            "gpu",
            "nodes",
            "1",
            "gpus_type",
            "a100",
            "gpus",
            "1",
            "minutes",
            "20",
            "behaviour",
            "healthy",
            "account",
            "startup");
    private static final long LONGER_THAN_A_GAP = 20_000;
    private static final ObjectMapper JSON = JsonMapper.builder().build();

    private final List<String> submitted = new ArrayList<>();

    @AfterEach
    void nothingIsLeftAndNothingWasComplainedAbout() {
        submitted.forEach(job -> Machine.root("scancel", job));
        assertNothingWasComplainedAbout(LOSING);
    }

    @Test
    void everybodySeesTheGpusOfTheirOwnJobsLive() {
        Page alice = portal.signIn("alice");
        String hers = submit(alice, "nodes", "2", "gpus", "2");
        Page bob = portal.signIn("bob");
        String his = submit(bob);

        assertThat(alice.locator(".gpu-row")).hasCount(4);
        assertThat(alice.locator(".gpu-row canvas")).hasCount(16);
        assertThat(alice.locator(".gpu-name")).containsText(new String[] {"a1 GPU", "a1 GPU", "a2 GPU", "a2 GPU"});
        assertThat(alice.locator("[data-panel=gpus]")).containsText("simulated readings");
        long drawn = drawn(alice);
        await().until(() -> drawn(alice) > drawn + 8);

        assertThat(bob.locator(".gpu-row")).hasCount(1);
        assertThat(bob.request()
                        .get(portal.at("/jobs/" + hers + "/gpus/series"))
                        .status())
                .isEqualTo(404);
        assertThat(bob.request().get(portal.at("/live?topic=gpus-job-" + hers)).status())
                .isEqualTo(404);
        bob.navigate(portal.at("/nodes/a2"));
        assertThat(bob.locator(".gpu-strip")).hasCount(4);
        assertThat(bob.locator(".gpu-holder[aria-label=\"someone's job\"]").first())
                .isVisible();
        assertThat(bob.locator(".gpu-holder[href='/jobs/" + hers + "']")).hasCount(0);
        assertThat(alice.request().get(portal.at("/jobs/" + his + "/gpus")).status())
                .isEqualTo(404);
    }

    @Test
    void chartsAnswerToMouseAndKeys() {
        Page alice = portal.signIn("alice");
        submit(alice);
        assertThat(alice.locator(".gpu-row canvas")).hasCount(4);
        await().until(() -> drawn(alice) > 5);
        Locator charts = alice.locator("[data-gpu-charts]");
        Locator readout = alice.locator("[data-gpu-readout]");

        charts.focus();
        alice.keyboard().press("ArrowLeft");
        assertThat(readout).hasText(Pattern.compile("\\d\\d:\\d\\d:\\d\\d"));
        String there = readout.textContent();
        alice.keyboard().press("ArrowLeft");
        assertThat(readout).not().hasText(there);
        alice.keyboard().press("Escape");
        assertThat(readout).hasText("latest readings");

        Locator plot = alice.locator(".gpu-chart-utilization .u-over");
        plot.hover(new Locator.HoverOptions().setPosition(40, 20));
        assertThat(readout).hasText(Pattern.compile("\\d\\d:\\d\\d:\\d\\d"));
        alice.mouse().down();
        plot.hover(new Locator.HoverOptions().setPosition(160, 20));
        alice.mouse().up();
        assertThat(alice.locator("[data-gpu-reset]")).isVisible();
        alice.click("[data-gpu-reset]");
        assertThat(alice.locator("[data-gpu-reset]")).isHidden();
    }

    @Test
    void aSilentExporterLeavesAGapThatSaysSinceWhen() {
        Page alice = portal.signIn("alice");
        submit(alice, "partition", "h100", "gpus_type", "h100");
        assertThat(alice.locator(".gpu-row canvas")).hasCount(4);
        Machine.instance("halt", "exporter.h1");
        try {
            assertThat(alice.locator("[data-gpu-gaps]"))
                    .containsText(Pattern.compile("no reading since \\d\\d:\\d\\d:\\d\\d: the exporter on h1"));
        } finally {
            Machine.instance("start", "exporter.h1");
        }
        assertThat(alice.locator("[data-gpu-gaps]"))
                .containsText(Pattern.compile(
                        "no reading from \\d\\d:\\d\\d:\\d\\d to \\d\\d:\\d\\d:\\d\\d: the exporter on h1"));
        assertThat(alice.locator("[data-gpu-gaps]")).not().containsText("no reading since");
    }

    @Test
    void whatTheNodeKeptWhileThePortalWasAwayIsThereAfterwards() {
        Page alice = portal.signIn("alice");
        String job = submit(alice, "partition", "h100", "gpus_type", "h100");
        assertThat(alice.locator(".gpu-row canvas")).hasCount(4);
        Machine.instance("halt", "portal");
        long away = System.currentTimeMillis();
        await().until(() -> latestReadingOf("h1") > away + LONGER_THAN_A_GAP);
        Machine.instance("start", "portal");
        await().until(() -> alice.request().get(portal.at("/sign-in")).status() == 200);
        alice.navigate(portal.at("/jobs/" + job));
        long drawn = drawn(alice);
        await().until(() -> drawn(alice) > drawn);
        assertThat(alice.locator("[data-gpu-gaps]")).isHidden();
    }

    /** The page is drawn before the instance's first reading, so that it has to be drawn anew. */
    @Test
    void aMigInstanceAndASharedGpuSayWhatTheyAre() {
        Page alice = portal.signIn("alice");
        AtomicBoolean early = new AtomicBoolean();
        alice.route(Pattern.compile(".*/gpus/series.*"), route -> {
            APIResponse answer = route.fetch();
            JsonNode series = JSON.readTree(answer.text());
            boolean first = !series.path("gpus").isEmpty() && early.compareAndSet(false, true);
            route.fulfill(new Route.FulfillOptions()
                    .setResponse(answer)
                    .setBody((first ? withoutReadings(series) : series).toString()));
        });
        submitted.add(portal.submitted(alice, "mig-slice-demo", Map.of("account", "research")));
        assertThat(alice.locator(".gpu-row")).hasCount(1);
        assertThat(alice.locator(".gpu-chart-utilization")).containsText("no utilisation of a MIG instance");
        assertThat(alice.locator(".gpu-chart-memory canvas")).hasCount(1);

        submitted.add(portal.submitted(alice, "shared-gpu-demo", Map.of("account", "research")));
        assertThat(alice.locator(".gpu-badge", new Page.LocatorOptions().setHasText("shared GPU")))
                .isVisible();
    }

    /** The series as it was before the first reading. */
    private static JsonNode withoutReadings(JsonNode series) {
        for (JsonNode gpu : series.path("gpus")) {
            for (JsonNode lines : List.of(gpu, gpu.path("least"), gpu.path("most"))) {
                if (lines instanceof ObjectNode of) {
                    of.propertyNames().stream()
                            .filter(name -> of.get(name).isArray()
                                    && !List.of("holds", "gaps").contains(name))
                            .toList()
                            .forEach(of::putArray);
                }
            }
            ((ObjectNode) gpu).putObject("notKnown");
        }
        return series;
    }

    @Test
    void looksGoodEverywhere() {
        Map<String, Page> looks = looksOfDana();
        String job =
                submit(looks.get("light"), "nodes", "2", "gpus", "2", "behaviour", "half-idle", "account", "research");
        looks.forEach((name, dana) -> {
            dana.navigate(portal.at("/jobs/" + job));
            assertThat(dana.locator(".gpu-row")).hasCount(4);
            await().until(() -> drawn(dana) > 60);
            assertThat(dana.locator(".verdict-bad")).containsText("did nothing");
            picture(dana, "job-gpus-running-" + name);
            dana.navigate(portal.at("/nodes/a2"));
            assertThat(dana.locator(".gpu-strip canvas")).hasCount(4);
            picture(dana, "node-gpus-" + name);
        });
        Machine.root("scancel", job);
        looks.forEach((name, dana) -> {
            dana.navigate(portal.at("/jobs/" + job));
            portal.awaitState(dana, "cancelled");
            assertThat(dana.locator(".gpu-row canvas")).hasCount(16);
            picture(dana, "job-gpus-ended-" + name);
        });
    }

    private String submit(Page page, String... more) {
        Map<String, String> values = new LinkedHashMap<>(TRAINING);
        for (int i = 0; i < more.length; i += 2) {
            values.put(more[i], more[i + 1]);
        }
        String job = portal.submitted(page, "training-demo", values);
        submitted.add(job);
        portal.awaitState(page, "running");
        return job;
    }

    /** In epoch milliseconds, as the node's exporter keeps it. */
    private static long latestReadingOf(String node) {
        return Http.get("http://" + Instance.running().get("exporter." + node) + "/metrics?since=1")
                .body()
                .lines()
                .filter(line -> line.startsWith("DCGM_FI_DEV_GPU_UTIL"))
                .mapToLong(line -> Long.parseLong(line.substring(line.lastIndexOf(' ') + 1)))
                .max()
                .orElse(0);
    }

    /** Readings that are on the page. */
    private static long drawn(Page page) {
        Object drawn =
                page.evaluate("Number((document.querySelector('[data-gpus]') || { dataset: {} }).dataset.drawn || 0)");
        return ((Number) drawn).longValue();
    }

    private static void picture(Page page, String name) {
        page.screenshot(new Page.ScreenshotOptions()
                .setPath(PICTURES.resolve(name + ".jpg"))
                .setFullPage(true)
                .setType(com.microsoft.playwright.options.ScreenshotType.JPEG)
                .setQuality(75));
    }
}
