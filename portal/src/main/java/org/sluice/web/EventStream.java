package org.sluice.web;

import java.io.IOException;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter.SseEventBuilder;

/**
 * One page's stream of events. Events wait in a short queue and one sender at a time writes them.
 *
 * <p>Nothing is written before the thread of the request has left it: a filter that adds a header there, or Tomcat itself,
 * would touch the same response. Only the sender ends the stream, so nobody writes into a response that Tomcat has
 * already given to somebody else. A reader who does not keep up fills the queue, and the stream ends.
 */
public final class EventStream {
    private final SseEmitter emitter = new SseEmitter(0L);
    private final Executor senders;
    private final Queue<SseEventBuilder> waiting;
    private final List<Runnable> endings = new CopyOnWriteArrayList<>();
    /** Whether a sender has the stream: from the start on, until the request's own thread has left. */
    private final AtomicBoolean taken = new AtomicBoolean(true);

    private final AtomicBoolean ended = new AtomicBoolean();
    private volatile boolean closing;
    private volatile boolean over;

    EventStream(Executor senders, int mostWaiting) {
        this.senders = senders;
        this.waiting = new LinkedBlockingQueue<>(mostWaiting);
        emitter.onCompletion(this::hasEnded);
        emitter.onTimeout(this::hasEnded);
        emitter.onError(broken -> hasEnded());
    }

    /** What a controller returns. */
    public SseEmitter emitter() {
        return emitter;
    }

    /** What is to be done when it has ended, however it ends. */
    public void atEnd(Runnable ending) {
        endings.add(ending);
    }

    public void send(String name, String data) {
        send(SseEmitter.event().name(name).data(data));
    }

    /** Queues an event and returns at once. */
    public void send(SseEventBuilder event) {
        if (!closing && !waiting.offer(event)) {
            waiting.clear();
            closing = true;
        }
        wake();
    }

    /** Ends the stream after what waits. */
    public void close() {
        closing = true;
        wake();
    }

    /** Whether the reader has not taken yet what was sent. */
    public boolean isBehind() {
        return !waiting.isEmpty();
    }

    /** Whether nothing can be sent any more. */
    public boolean isOver() {
        return over || ended.get();
    }

    /** The request's own thread has left: from now on events are written. */
    void begin() {
        senders.execute(this::drain);
    }

    /** The stream never came to be: something failed after it had been opened. */
    void abandon() {
        over = true;
        hasEnded();
    }

    private void wake() {
        if (taken.compareAndSet(false, true)) {
            senders.execute(this::drain);
        }
    }

    /** Who writes the last of it keeps the stream taken, so that nobody writes after. */
    private void drain() {
        do {
            write();
            if (over) {
                return;
            }
            taken.set(false);
        } while ((closing || !waiting.isEmpty()) && taken.compareAndSet(false, true));
    }

    private void write() {
        try {
            SseEventBuilder event;
            while ((event = waiting.poll()) != null) {
                emitter.send(event);
            }
            if (closing && waiting.isEmpty()) {
                over = true;
                emitter.complete();
            }
        } catch (IOException | IllegalStateException gone) {
            // An error would have Spring write an error page into the stream.
            over = true;
            emitter.complete();
        }
    }

    private void hasEnded() {
        if (ended.compareAndSet(false, true)) {
            waiting.clear();
            endings.forEach(Runnable::run);
        }
    }
}
