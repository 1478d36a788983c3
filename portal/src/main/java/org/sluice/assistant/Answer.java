package org.sluice.assistant;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.sluice.web.EventStream;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;
import tools.jackson.databind.json.JsonMapper;

/**
 * An answer under way or given: all that was said of it, so that a page that comes later hears it from the start, and the one
 * page that listens. Its text is the model's and is only ever shown as text.
 */
final class Answer {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final int MOST_CHARACTERS = 60_000;
    /** Events that may wait for a reader: each says a character or more, or is one of few others. */
    static final int MOST_WAITING = MOST_CHARACTERS + 1_000;

    private record Event(String name, String data) {}

    private final String id = UUID.randomUUID().toString();
    private final String question;
    private final Asker asker;
    private final Citations citations;
    private final StringBuilder text = new StringBuilder();
    private final List<Event> events = new ArrayList<>();
    private final List<String> looks = new ArrayList<>();
    private @Nullable EventStream listener;
    private Instant lastListened;
    private final InstantSource clock;
    private String problem = "";
    private boolean over;
    private volatile boolean stopped;

    Answer(String question, Asker asker, Given given, InstantSource clock) {
        this.question = question;
        this.asker = asker;
        this.citations = new Citations(given);
        this.clock = clock;
        this.lastListened = clock.instant();
    }

    String id() {
        return id;
    }

    String question() {
        return question;
    }

    Asker asker() {
        return asker;
    }

    synchronized String text() {
        return text.toString();
    }

    /** Tool calls in words, in their order. */
    synchronized List<String> looks() {
        return List.copyOf(looks);
    }

    synchronized String problem() {
        return problem;
    }

    synchronized boolean isOver() {
        return over;
    }

    List<Citations.Checked> citations() {
        return citations.all();
    }

    void stop() {
        stopped = true;
    }

    boolean isStopped() {
        return stopped;
    }

    /** Whether nobody has heard it for a while: then nobody waits for it. */
    synchronized boolean isAlone(Duration longest) {
        return listener == null
                && Duration.between(lastListened, clock.instant()).compareTo(longest) > 0;
    }

    synchronized void thinks() {
        if (events.isEmpty() || !events.get(events.size() - 1).name().equals("thinking")) {
            tell("thinking", "");
        }
    }

    synchronized void looksAt(String words) {
        looks.add(words);
        tell("tool", words);
    }

    synchronized void says(String words) {
        if (text.length() + words.length() > MOST_CHARACTERS) {
            stopped = true;
            return;
        }
        text.append(words);
        tell("text", words);
        citations.newIn(text.toString()).forEach(checked -> tell("citation", checked));
    }

    synchronized void takesBack(int characters) {
        text.setLength(Math.max(0, text.length() - characters));
        tell("taken-back", characters);
    }

    /** A new request to the model begins what it says on a new line. */
    synchronized void beginsAnew() {
        if (!text.isEmpty()) {
            says("\n\n");
        }
    }

    /** The first end counts. */
    synchronized void ends(String words) {
        if (over) {
            return;
        }
        over = true;
        problem = words;
        if (!words.isEmpty()) {
            tell("problem", words);
        }
        tell("done", "");
        if (listener != null) {
            listener.close();
            listener = null;
        }
    }

    /** Keeps the connection from looking dead, and notices a reader who has gone. */
    synchronized void stillThere() {
        send(SseEmitter.event().comment("still here"));
    }

    private void tell(String name, Object data) {
        events.add(new Event(name, JSON.writeValueAsString(data)));
        send(event(events.size() - 1));
    }

    private SseEmitter.SseEventBuilder event(int at) {
        Event event = events.get(at);
        return SseEmitter.event().id(Integer.toString(at)).name(event.name()).data(event.data());
    }

    private void send(SseEmitter.SseEventBuilder event) {
        if (listener != null) {
            listener.send(event);
        }
    }

    /** Everything from an event on, and what follows; who listened before is let go. */
    synchronized void listen(int from, EventStream stream) {
        if (listener != null) {
            listener.close();
        }
        stream.atEnd(() -> forget(stream));
        listener = stream;
        lastListened = clock.instant();
        for (int at = Math.max(0, from); at < events.size(); at++) {
            send(event(at));
        }
        if (over) {
            stream.close();
            listener = null;
        }
    }

    private synchronized void forget(EventStream stream) {
        if (listener == stream) {
            listener = null;
            lastListened = clock.instant();
        }
    }
}
