package org.sluice.assistant;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.springframework.ai.chat.model.ChatResponse;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.scheduler.Schedulers;

/**
 * One request to the model while its answer arrives. Closing it closes the connection at once; the client library would
 * wait for the server first, so its own end is left to another thread.
 */
final class ModelStream implements AutoCloseable {
    /** Something that arrived: a chunk, the end, or a failure. */
    record Arrived(@Nullable ChatResponse chunk, @Nullable Throwable failure) {
        static final Arrived END = new Arrived(null, null);

        boolean isEnd() {
            return chunk == null && failure == null;
        }
    }

    private final BlockingQueue<Arrived> arrived = new LinkedBlockingQueue<>();
    private final ModelHttp http;
    private final String key;
    private final Disposable running;

    ModelStream(Flux<ChatResponse> chunks, ModelHttp http, String key) {
        this.http = http;
        this.key = key;
        http.begin(key);
        this.running = chunks.subscribe(
                chunk -> arrived.add(new Arrived(chunk, null)),
                failure -> arrived.add(new Arrived(null, failure)),
                () -> arrived.add(Arrived.END));
    }

    /** What arrives next; empty when nothing did in that time. */
    Optional<Arrived> next(Duration within) throws InterruptedException {
        return Optional.ofNullable(arrived.poll(within.toMillis(), TimeUnit.MILLISECONDS));
    }

    @Override
    public void close() {
        http.end(key);
        Schedulers.boundedElastic().schedule(running::dispose);
    }
}
