package org.sluice.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.sluice.Patience.await;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class BoundedWorkTests {
    private static final Duration LONG = Duration.ofMinutes(1);

    private final CountDownLatch release = new CountDownLatch(1);
    private BoundedWork work = new BoundedWork("test", new BoundedWork.Bounds(1, 1, 2, LONG));

    @AfterEach
    void close() {
        release.countDown();
        work.close();
    }

    @Test
    void givesTheResultOrWhatTheWorkThrew() {
        assertThat(work.<String>call("alice", () -> Thread.currentThread().getName()))
                .startsWith("test-");
        assertThatThrownBy(() -> work.call("alice", () -> {
                    throw new IllegalArgumentException("odd");
                }))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("odd");
    }

    @Test
    void refusesWhatIsMoreThanAPersonsShareAndLeavesTheRestToOthers() {
        work = new BoundedWork("test", new BoundedWork.Bounds(2, 2, 1, LONG));
        CompletableFuture<String> first = blocked("alice");

        assertThatThrownBy(() -> work.call("alice", () -> "second"))
                .isInstanceOf(WorkNotDone.class)
                .hasMessage("1 of yours are under way already");
        assertThat(work.<String>call("bob", () -> "bob's")).isEqualTo("bob's");

        release.countDown();
        assertThat(first.join()).isEqualTo("done");
        await().untilAsserted(() ->
                assertThat(work.<String>call("alice", () -> "again")).isEqualTo("again"));
    }

    @Test
    void refusesWhatTheQueueDoesNotHold() {
        CompletableFuture<String> runs = blocked("alice");
        CompletableFuture<String> waits = CompletableFuture.supplyAsync(() -> work.call("bob", () -> "bob's"));

        await().untilAsserted(() -> assertThatThrownBy(() -> work.call("carol", () -> "carol's"))
                .isInstanceOf(WorkNotDone.class)
                .hasMessageContaining("as much of this as it can"));
        release.countDown();
        assertThat(runs.join()).isEqualTo("done");
        assertThat(waits.join()).isEqualTo("bob's");
    }

    @Test
    void interruptsWhatNobodyWaitsForAnyMore() {
        work = new BoundedWork("test", new BoundedWork.Bounds(1, 1, 1, Duration.ofMillis(50)));
        AtomicBoolean interrupted = new AtomicBoolean();

        assertThatThrownBy(() -> work.call("alice", () -> {
                    try {
                        release.await();
                    } catch (InterruptedException stopped) {
                        interrupted.set(true);
                    }
                    return "late";
                }))
                .isInstanceOf(WorkNotDone.class)
                .hasMessageContaining("given up");
        await().untilTrue(interrupted);
        await().untilAsserted(() ->
                assertThat(work.<String>call("alice", () -> "again")).isEqualTo("again"));
    }

    /** Work that has begun and ends when it is released. */
    private CompletableFuture<String> blocked(String person) {
        CountDownLatch begun = new CountDownLatch(1);
        CompletableFuture<String> result = CompletableFuture.supplyAsync(() -> work.call(person, () -> {
            begun.countDown();
            release.await();
            return "done";
        }));
        await().until(() -> begun.getCount() == 0);
        return result;
    }
}
