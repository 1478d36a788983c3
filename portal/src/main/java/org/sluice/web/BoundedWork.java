package org.sluice.web;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * A pool of its own for work whose cost other people decide, such as the search through a job's output. Its threads, its
 * queue, each person's share and the time somebody waits are bounded; work that nobody waits for any more is interrupted.
 */
public final class BoundedWork implements AutoCloseable {
    /**
     * How much of it there may be.
     *
     * @param threads works done at the same time
     * @param queue works that wait for a thread
     * @param share works of one person that are done or wait
     * @param patience how long somebody waits for one
     */
    public record Bounds(int threads, int queue, int share, Duration patience) {}

    private final Bounds bounds;
    private final ThreadPoolExecutor threads;
    private final Counts underWay = new Counts();

    /** @param name of its threads */
    public BoundedWork(String name, Bounds bounds) {
        this.bounds = bounds;
        this.threads = new ThreadPoolExecutor(
                bounds.threads(),
                bounds.threads(),
                1,
                TimeUnit.MINUTES,
                new LinkedBlockingQueue<>(bounds.queue()),
                DaemonThreads.named(name));
        threads.allowCoreThreadTimeOut(true);
    }

    /**
     * Does the work on the pool and waits for it.
     *
     * @param person whose share it is
     * @throws WorkNotDone when the share or the queue is used up, or it takes too long
     */
    public <T extends @Nullable Object> T call(String person, Callable<T> work) {
        FutureTask<T> task = new FutureTask<>(work);
        Runnable counted = () -> {
            try {
                task.run();
            } finally {
                underWay.giveBack(person);
            }
        };
        if (!underWay.take(person, bounds.share())) {
            throw new WorkNotDone(bounds.share() + " of yours are under way already");
        }
        try {
            threads.execute(counted);
        } catch (RejectedExecutionException full) {
            underWay.giveBack(person);
            throw new WorkNotDone("The portal does as much of this as it can at a time");
        }
        try {
            return task.get(bounds.patience().toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException late) {
            throw new WorkNotDone("It took longer than " + bounds.patience().toSeconds() + " s and was given up");
        } catch (InterruptedException gone) {
            Thread.currentThread().interrupt();
            throw new WorkNotDone("The portal is stopping");
        } catch (ExecutionException failed) {
            throw failed.getCause() instanceof RuntimeException told ? told : new IllegalStateException(failed);
        } finally {
            stop(task, counted, person);
        }
    }

    /** Nothing happens to work that is done. */
    private void stop(FutureTask<?> task, Runnable counted, String person) {
        task.cancel(true);
        if (threads.remove(counted)) {
            underWay.giveBack(person);
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
