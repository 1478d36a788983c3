package org.sluice.web;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.context.annotation.Bean;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/**
 * The open server-sent event streams of all pages, and the one way to say something on them.
 *
 * <p>An event names what changed and carries no secrets; the page then asks for what it shows, as its viewer. What is
 * said after a page was made and before its stream is open, the stream says first. A reader who does not keep up is
 * dropped: the browser connects again and hears first what was said since the page was made.
 */
@Component
public class LiveStreams {
    private static final String THREAD = "live-recheck-thread";
    /** Who listens on one stream; asked again every 30 seconds and when the person signs out, so that a lost right or session closes it. */
    public interface Listener {
        String login();

        boolean mayStillListen();
    }

    private static final Duration RECHECK = Duration.ofSeconds(30);

    /** More than all topics of a page, which it may have to hear at once. */
    private static final int MOST_WAITING = 256;

    private final EventStreams all;
    private final Audience.Rule rule;
    private final Set<LiveStream> streams = ConcurrentHashMap.newKeySet();
    private final SaidTopics said = new SaidTopics();

    public LiveStreams(EventStreams all, Audience.Rule rule) {
        this.all = all;
        this.rule = rule;
    }

    /** The moment a page made now gives back as {@code since} when it opens its stream. */
    String moment() {
        return said.moment();
    }

    /**
     * Opens a stream on which the given topics are heard.
     *
     * @param since the moment the page was made; any other text counts as long ago
     * @throws TooMuch when too many streams are open
     */
    public SseEmitter open(Listener listener, Set<String> topics, String since, HttpServletRequest request) {
        EventStream events = all.open(listener.login(), request, MOST_WAITING);
        LiveStream stream = new LiveStream(listener, Set.copyOf(topics), events);
        streams.add(stream);
        events.atEnd(() -> streams.remove(stream));
        stream.send("hello", "");
        said.after(since, topics, audience -> rule.admits(audience, listener.login()))
                .forEach(topic -> stream.send(topic, ""));
        return events.emitter();
    }

    /** As {@link #publish(String, String, Audience)}, to everybody who has opened the topic. */
    public void publish(String topic, String data) {
        publish(topic, data, Audience.EVERYBODY);
    }

    /**
     * Says something to all listeners of the topic who belong to the audience. What it is about is in place before: a page
     * made between the two would show the old and never hear of the new.
     */
    public void publish(String topic, String data, Audience audience) {
        said.remember(topic, audience);
        for (LiveStream stream : streams) {
            if (stream.hears(topic) && rule.admits(audience, stream.login())) {
                stream.send(topic, data);
            }
        }
    }

    public int open() {
        return streams.size();
    }

    @Bean(THREAD)
    static OwnThread thread() {
        return new OwnThread(THREAD);
    }

    @Scheduled(scheduler = THREAD, fixedDelay = 30_000)
    void recheck() {
        for (LiveStream stream : streams) {
            if (stream.listener().mayStillListen()) {
                stream.send("still-here", Long.toString(RECHECK.toSeconds()));
            } else {
                stream.events().close();
            }
        }
    }

    /** Closes at once those of the person that may no longer be heard. */
    public void closeEnded(String login) {
        for (LiveStream stream : streams) {
            if (stream.login().equals(login) && !stream.listener().mayStillListen()) {
                stream.events().close();
            }
        }
    }

    @EventListener(ContextClosedEvent.class)
    void closeAll() {
        streams.forEach(stream -> stream.events().close());
    }
}
