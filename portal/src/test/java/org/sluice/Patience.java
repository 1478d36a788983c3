package org.sluice;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;

/**
 * How long a test waits, for everything it waits for: far longer than any of it takes, so that a slow machine fails no
 * test.
 *
 * <p>A wait ends as soon as its condition holds, so the bound costs time only when a test fails.
 */
public final class Patience {
    public static final Duration BOUND = Duration.ofMinutes(3);
    /** Some programs set up a whole cluster, and wait for its parts with bounds of their own. */
    private static final Duration BOUND_OF_A_PROGRAM = Duration.ofMinutes(10);

    private static final Duration BETWEEN = Duration.ofMillis(200);

    private Patience() {}

    /** Asks again and again, in the same thread; what throws is asked again too. */
    public static ConditionFactory await() {
        return Awaitility.await()
                .pollInSameThread()
                .atMost(BOUND)
                .pollDelay(Duration.ZERO)
                .pollInterval(BETWEEN)
                .ignoreExceptions();
    }

    /** The result of what another thread does. */
    public static <T> T await(Future<T> result) {
        return await(result, BOUND);
    }

    private static <T> T await(Future<T> result, Duration bound) {
        try {
            return result.get(bound.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new AssertionError("there is no result", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    /** The exit status of a process, once it has ended. */
    public static int awaitEnd(Process process) {
        try {
            return await(process.onExit(), BOUND_OF_A_PROGRAM).exitValue();
        } finally {
            if (process.isAlive()) {
                process.destroyForcibly();
            }
        }
    }

    /** Gives a browser's page, and what is asserted of any page, the same patience. */
    public static Page patient(Page page) {
        PlaywrightAssertions.setDefaultAssertionTimeout((double) BOUND.toMillis());
        page.setDefaultTimeout((double) BOUND.toMillis());
        return page;
    }
}
