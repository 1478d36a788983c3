package org.sluice.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.sluice.Patience.await;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class BoundedWorkTests {
    private static final Duration LONG = Duration.ofMinutes(10);

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
    void refusesWhatIsMoreThanAPersonsShareAndLeavesTheRestToOthers() throws Exception {
        work = new BoundedWork("test", new BoundedWork.Bounds(2, 2, 1, LONG));
        FutureTask<String> first = blocked("alice");

        assertThatThrownBy(() -> work.call("alice", () -> "second"))
                .isInstanceOf(WorkNotDone.class)
                .hasMessage("1 of yours are under way already");
        assertThat(work.<String>call("bob", () -> "bob's")).isEqualTo("bob's");

        release.countDown();
        assertThat(first.get()).isEqualTo("done");
        await().untilAsserted(() ->
                assertThat(work.<String>call("alice", () -> "again")).isEqualTo("again"));
    }

    @Test
    void refusesWhatTheQueueDoesNotHold() throws Exception {
        FutureTask<String> runs = blocked("alice");
        FutureTask<String> waits = new FutureTask<>(() -> work.call("bob", () -> "bob's"));
        Thread bob = begin(waits);
        // with a deadline, so his work is queued by now
        await().until(() -> bob.getState() == Thread.State.TIMED_WAITING);

        assertThatThrownBy(() -> work.call("carol", () -> "carol's"))
                .isInstanceOf(WorkNotDone.class)
                .hasMessageContaining("as much of this as it can");
        release.countDown();
        assertThat(runs.get()).isEqualTo("done");
        assertThat(waits.get()).isEqualTo("bob's");
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
    private FutureTask<String> blocked(String person) {
        CountDownLatch begun = new CountDownLatch(1);
        FutureTask<String> result = new FutureTask<>(() -> work.call(person, () -> {
            begun.countDown();
            release.await();
            return "done";
        }));
        begin(result);
        await().until(() -> begun.getCount() == 0);
        return result;
    }

    /** Each in a thread of its own: how many of a common pool there are depends on the machine. */
    private static Thread begin(Runnable task) {
        Thread thread = new Thread(task);
        thread.start();
        return thread;
    }
}
