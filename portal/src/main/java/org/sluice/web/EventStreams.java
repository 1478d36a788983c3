package org.sluice.web;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** Opens the streams of all rooms: so many for a person, for an address and in all. */
@Component
public class EventStreams {
    private static final Duration ASK_AGAIN = Duration.ofSeconds(30);
    private static final String ALL = "all";

    private final LimitsProperties limits;
    private final Counts byLogin = new Counts();
    private final Counts byAddress = new Counts();
    private final Counts inAll = new Counts();
    private final ExecutorService senders = new ThreadPoolExecutor(
            0,
            Integer.MAX_VALUE,
            60,
            TimeUnit.SECONDS,
            new SynchronousQueue<>(),
            DaemonThreads.named("live-sender"),
            new ThreadPoolExecutor.DiscardPolicy());

    EventStreams(LimitsProperties limits) {
        this.limits = limits;
    }

    /**
     * Opens a stream for the person who makes the request.
     *
     * @param mostWaiting events that may wait for the reader; with more the stream ends
     * @throws TooMuch when the person, their address or all together have too many open
     */
    public EventStream open(String login, HttpServletRequest request, int mostWaiting) {
        String address = Address.of(request);
        take(login, address);
        EventStream stream = new EventStream(senders, mostWaiting);
        stream.atEnd(() -> giveBack(login, address));
        StreamsBegin.expect(request, stream);
        return stream;
    }

    /** How many are open to this person. */
    public int openTo(String login) {
        return byLogin.of(login);
    }

    int inAll() {
        return inAll.of(ALL);
    }

    private void take(String login, String address) {
        if (!byLogin.take(login, limits.streamsAPerson())) {
            throw TooMuch.forOne(
                    "You have " + limits.streamsAPerson() + " live pages open already; this one is brought up to date"
                            + " every ten seconds instead.",
                    ASK_AGAIN);
        }
        if (!byAddress.take(address, limits.streamsAnAddress())) {
            byLogin.giveBack(login);
            throw TooMuch.forOne("Your address has too many live pages open; close some, or wait.", ASK_AGAIN);
        }
        if (!inAll.take(ALL, limits.streamsInAll())) {
            byLogin.giveBack(login);
            byAddress.giveBack(address);
            throw TooMuch.forAll(
                    "As many live pages are open as the portal serves; this one is brought up to date every ten"
                            + " seconds instead.",
                    ASK_AGAIN);
        }
    }

    private void giveBack(String login, String address) {
        byLogin.giveBack(login);
        byAddress.giveBack(address);
        inAll.giveBack(ALL);
    }

    /** After every room has closed its own. */
    @EventListener(ContextClosedEvent.class)
    @Order(Ordered.LOWEST_PRECEDENCE)
    void stop() {
        senders.shutdown();
    }
}
