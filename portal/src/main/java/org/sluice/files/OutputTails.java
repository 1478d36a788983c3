package org.sluice.files;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.sluice.access.SignedOut;
import org.sluice.web.DaemonThreads;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** The outputs that somebody is watching: each file is read once a second, as its reader, while the page is open. */
@Component
class OutputTails {
    private static final int READERS = 8;

    private final ScheduledExecutorService readers =
            Executors.newScheduledThreadPool(READERS, DaemonThreads.named("output-tail"));
    private final Map<OutputTail, Future<?>> running = new ConcurrentHashMap<>();

    void follow(OutputTail tail) {
        running.put(tail, readers.scheduleWithFixedDelay(tail::turn, 0, 1, TimeUnit.SECONDS));
        tail.stream().atEnd(() -> {
            Future<?> turns = running.remove(tail);
            if (turns != null) {
                turns.cancel(false);
            }
        });
    }

    @EventListener
    void signedOut(SignedOut out) {
        running.keySet().stream()
                .filter(tail -> tail.login().equals(out.login()))
                .forEach(OutputTail::askSession);
    }

    @EventListener(ContextClosedEvent.class)
    void closeAll() {
        running.keySet().forEach(tail -> tail.stream().close());
        readers.shutdown();
    }
}
