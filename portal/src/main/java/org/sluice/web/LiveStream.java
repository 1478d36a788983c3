package org.sluice.web;

import java.io.IOException;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter.SseEventBuilder;

/** One page's stream: events wait in a short queue and are written by one sender at a time. */
class LiveStream {
    private static final int MOST_WAITING = 256;

    private final LiveStreams.Listener listener;
    private final Set<String> topics;
    private final SseEmitter emitter;
    private final Executor senders;
    private final Queue<SseEventBuilder> waiting = new ArrayBlockingQueue<>(MOST_WAITING);
    private final AtomicBoolean sending = new AtomicBoolean();

    LiveStream(LiveStreams.Listener listener, Set<String> topics, SseEmitter emitter, Executor senders) {
        this.listener = listener;
        this.topics = Set.copyOf(topics);
        this.emitter = emitter;
        this.senders = senders;
    }

    String login() {
        return listener.login();
    }

    boolean hears(String topic) {
        return topics.contains(topic);
    }

    boolean mayStillListen() {
        return listener.mayStillListen();
    }

    void send(String topic, String data) {
        if (!waiting.offer(SseEmitter.event().name(topic).data(data))) {
            close();
            return;
        }
        if (sending.compareAndSet(false, true)) {
            senders.execute(this::drain);
        }
    }

    void close() {
        emitter.complete();
    }

    private void drain() {
        try {
            do {
                SseEventBuilder event;
                while ((event = waiting.poll()) != null) {
                    emitter.send(event);
                }
                sending.set(false);
            } while (!waiting.isEmpty() && sending.compareAndSet(false, true));
        } catch (IOException | IllegalStateException gone) {
            emitter.completeWithError(gone);
        }
    }
}
