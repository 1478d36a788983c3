package org.sluice.files;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.sluice.access.Viewer;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/** The outputs that somebody is watching: each file is read once a second, as its reader, while the page is open. */
@Component
class OutputTails {
    private static final int MOST_A_PERSON = 8;
    private static final int READERS = 8;

    private final ScheduledExecutorService readers = Executors.newScheduledThreadPool(READERS, task -> {
        Thread thread = new Thread(task, "output-tail");
        thread.setDaemon(true);
        return thread;
    });
    private final Map<String, AtomicInteger> open = new ConcurrentHashMap<>();
    private final Map<OutputTail, Future<?>> running = new ConcurrentHashMap<>();

    SseEmitter follow(Viewer viewer, OutputTail tail) {
        AtomicInteger mine = open.computeIfAbsent(viewer.login(), login -> new AtomicInteger());
        if (mine.incrementAndGet() > MOST_A_PERSON) {
            mine.decrementAndGet();
            throw new ResponseStatusException(
                    HttpStatus.TOO_MANY_REQUESTS, "You watch " + MOST_A_PERSON + " outputs already; close one.");
        }
        Runnable stop = () -> {
            Future<?> turns = running.remove(tail);
            if (turns != null) {
                turns.cancel(false);
                mine.decrementAndGet();
            }
        };
        tail.emitter().onCompletion(stop);
        tail.emitter().onTimeout(stop);
        tail.emitter().onError(broken -> stop.run());
        running.put(tail, readers.scheduleWithFixedDelay(tail::turn, 0, 1, TimeUnit.SECONDS));
        return tail.emitter();
    }

    @EventListener(ContextClosedEvent.class)
    void closeAll() {
        running.keySet().forEach(tail -> tail.emitter().complete());
        readers.shutdown();
    }
}
