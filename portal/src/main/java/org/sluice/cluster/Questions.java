package org.sluice.cluster;

import com.github.benmanes.caffeine.cache.AsyncCache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.sluice.web.DaemonThreads;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Component;

/**
 * Everything asked of Slurm beyond the common snapshot passes through here: the same question is on its way only once,
 * two at most at a time, and a full queue says so instead of growing. Errors are not kept.
 */
@Component
public class Questions implements DisposableBean {
    private static final int AT_A_TIME = 2;
    private static final int MOST_WAITING = 500;
    private static final Duration FRESH = Duration.ofSeconds(3);

    private final ThreadPoolExecutor askers = new ThreadPoolExecutor(
            AT_A_TIME,
            AT_A_TIME,
            0,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(MOST_WAITING),
            DaemonThreads.named("slurm-question"));
    private final AsyncCache<String, Object> answers =
            Caffeine.newBuilder().expireAfterWrite(FRESH).maximumSize(10_000).buildAsync();

    /**
     * Asks, or joins whoever asked the same within the last three seconds.
     *
     * @param key everything the answer depends on, the viewer included where it does
     */
    @SuppressWarnings("unchecked")
    public <T> CompletableFuture<T> ask(String key, Supplier<T> question) {
        try {
            return (CompletableFuture<T>) answers.get(
                    key, (k, executor) -> CompletableFuture.supplyAsync(() -> (Object) question.get(), askers));
        } catch (RejectedExecutionException full) {
            return CompletableFuture.failedFuture(new TooManyQuestions());
        }
    }

    /** Asks without waiting for the end of it; the question answers for its own failures. */
    @SuppressWarnings("FutureReturnValueIgnored")
    public void post(String key, Runnable question) {
        ask(key, () -> {
            question.run();
            return key;
        });
    }

    @Override
    public void destroy() {
        askers.shutdownNow();
    }
}
