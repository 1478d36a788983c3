package org.sluice.web;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.PlaywrightException;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ReducedMotion;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.sluice.Patience;

/** A real browser that keeps what it complains about. */
public final class LookingGlass implements AutoCloseable {
    private static final Path CHROMIUM = Path.of("/usr/bin/chromium");
    private static final int DESK_HEIGHT = 900;
    private static final int PHONE_HEIGHT = 844;
    private static final int WIDEST_PHONE = 500;
    private static final List<String> FLAGS = List.of(
            "--disable-gpu",
            "--disable-quic",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync");

    private static final String AXE = axe();
    private static final String BARRIERS = """
            async () => (await axe.run(document)).violations.flatMap(rule => rule.nodes
              .map(node => `${rule.id} ${rule.impact} ${node.html.slice(0, 160)}`))
            """;

    private final Playwright playwright =
            Playwright.create(new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
    private Browser browser = launch();
    private final List<String> complaints = new ArrayList<>();
    private final List<BrowserContext> contexts = new ArrayList<>();

    /** A page with cookies and a store of its own. */
    public Page open(String address, ColorScheme theme, int width) {
        complaints.clear();
        if (!browser.isConnected()) {
            browser = launch();
        }
        BrowserContext context = browser.newContext(new Browser.NewContextOptions()
                .setColorScheme(theme)
                .setReducedMotion(ReducedMotion.REDUCE)
                .setPermissions(List.of("clipboard-read", "clipboard-write"))
                .setViewportSize(width, width <= WIDEST_PHONE ? PHONE_HEIGHT : DESK_HEIGHT));
        contexts.add(context);
        Page page = Patience.patient(context.newPage());
        page.onConsoleMessage(message -> {
            if (message.type().equals("error") && !message.text().contains("the server responded with a status of")) {
                complaints.add(message.text());
            }
        });
        page.onPageError(complaints::add);
        page.navigate(address);
        return page;
    }

    /**
     * Closes every page: one that stays open goes on listening and drawing beside the next test. Chromium was seen to never
     * answer; after a minute it is ended, and the next page gets another one.
     */
    public void leaveAll() {
        CompletableFuture<Void> watch = CompletableFuture.runAsync(
                LookingGlass::endBrowsers, CompletableFuture.delayedExecutor(1, TimeUnit.MINUTES));
        try {
            contexts.forEach(BrowserContext::close);
        } catch (PlaywrightException ended) {
            if (browser.isConnected()) {
                throw ended;
            }
        } finally {
            watch.cancel(false);
            contexts.clear();
        }
    }

    private Browser launch() {
        return playwright
                .chromium()
                .launch(new BrowserType.LaunchOptions()
                        .setExecutablePath(CHROMIUM)
                        .setChromiumSandbox(false)
                        .setArgs(FLAGS));
    }

    private static void endBrowsers() {
        ProcessHandle.current()
                .descendants()
                .filter(one -> one.info().command().orElse("").contains("chromium"))
                .forEach(ProcessHandle::destroyForcibly);
    }

    /** What keeps people with an aid from reading or using the page, by every rule of axe: {@code rule impact element}. */
    public List<String> barriers(Page page) {
        page.evaluate(AXE);
        List<String> found = new ArrayList<>();
        ((List<?>) page.evaluate(BARRIERS)).forEach(barrier -> found.add(barrier.toString()));
        return found;
    }

    private static String axe() {
        try (InputStream script = LookingGlass.class.getResourceAsStream("/axe.min.js")) {
            return new String(Objects.requireNonNull(script).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Errors of scripts and of the content security policy since the last page was opened. */
    public List<String> complaints() {
        return List.copyOf(complaints);
    }

    @Override
    public void close() {
        browser.close();
        playwright.close();
    }
}
