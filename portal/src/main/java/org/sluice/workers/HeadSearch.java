package org.sluice.workers;

import jakarta.annotation.PreDestroy;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sluice.remote.ClusterUnreachable;
import org.sluice.remote.CurrentHead;
import org.sluice.remote.HeadAddress;
import org.sluice.remote.HeadFinder;
import org.sluice.web.DaemonThreads;
import org.sluice.web.LiveStreams;
import org.springframework.stereotype.Component;

/**
 * Asks the provisioner where the head is when the head does not answer, and follows what it tells at other times. Every
 * portal does so by itself, whether it leads or not: each has connections of its own.
 */
@Component
class HeadSearch implements HeadFinder {
    private static final Logger log = LoggerFactory.getLogger(HeadSearch.class);
    /** Between two questions while the head does not answer: the provisioner may ask a cloud each time. */
    private static final Duration REST = Duration.ofSeconds(10);

    private static final String ASKING =
            "Its address is being looked up: the provisioner is asked where the head is now.";

    private final Provisioner provisioner;
    private final ProvisionerProperties properties;
    private final CurrentHead head;
    private final LiveStreams streams;
    private final Clock clock;
    private final AtomicBoolean busy = new AtomicBoolean();
    private final ExecutorService searcher = Executors.newSingleThreadExecutor(DaemonThreads.named("head-search"));
    private volatile Instant askAgainAt = Instant.MIN;
    private volatile String words = ASKING;
    private volatile Refusals refusals = new Refusals(0, "");

    /** What was told and not followed since the portal started: how often, and why the last time. */
    record Refusals(int count, String last) {
        Refusals with(String why) {
            return new Refusals(count + 1, why);
        }
    }

    HeadSearch(
            Provisioner provisioner,
            ProvisionerProperties properties,
            CurrentHead head,
            LiveStreams streams,
            Clock clock) {
        this.provisioner = provisioner;
        this.properties = properties;
        this.head = head;
        this.streams = streams;
        this.clock = clock;
    }

    HeadView view() {
        return HeadView.of(head, refusals);
    }

    @Override
    public String find() {
        if (!properties.isConfigured()) {
            return "";
        }
        Instant now = clock.instant();
        boolean old = !now.isBefore(askAgainAt.plus(REST));
        if (!now.isBefore(askAgainAt)) {
            begin(this::ask);
        }
        return old ? ASKING : words;
    }

    /** Follows what the provisioner told when it was asked about machines. */
    void hear(Optional<HeadTold> told) {
        if (told.isPresent() && !told.get().address().equals(Optional.of(head.address()))) {
            begin(() -> words = follow(told.get()));
        }
    }

    private void begin(Runnable work) {
        if (busy.compareAndSet(false, true)) {
            try {
                searcher.execute(() -> answeringForFailures(work));
            } catch (RejectedExecutionException stopping) {
                busy.set(false);
            }
        }
    }

    private void answeringForFailures(Runnable work) {
        try {
            work.run();
        } catch (RuntimeException failed) {
            log.error("The head could not be looked for", failed);
        } finally {
            askAgainAt = clock.instant().plus(REST);
            busy.set(false);
        }
    }

    private void ask() {
        try {
            Optional<HeadTold> told = provisioner.status().head();
            words = told.map(this::follow).orElse("");
            if (told.flatMap(HeadTold::address).isEmpty()) {
                tryTheConfiguredOne();
            }
        } catch (ProvisionerRefused | ProvisionerSilent | ProvisionerBusy e) {
            words = "The provisioner does not say where the head is: " + e.getMessage();
        }
    }

    /** @return what to tell people about it while the head does not answer */
    private String follow(HeadTold told) {
        if (told.isRefused()) {
            return refused(told.words());
        }
        return told.address().map(this::follow).orElse(told.words());
    }

    private String follow(HeadAddress address) {
        if (address.equals(head.address())) {
            return "The provisioner says that it is there.";
        }
        try {
            move(address);
            return ASKING;
        } catch (ClusterUnreachable away) {
            return refused("The provisioner says that the head is at " + address + " now, but there the head is not: "
                    + away.getMessage());
        }
    }

    private void move(HeadAddress address) {
        head.moveTo(address);
        streams.publish(WorkerTopic.NAME, "");
    }

    private String refused(String why) {
        if (!why.equals(refusals.last())) {
            log.warn("{}; the portal stays with {}", why, head.address());
            streams.publish(WorkerTopic.NAME, "");
        }
        refusals = refusals.with(why);
        return why;
    }

    private void tryTheConfiguredOne() {
        try {
            move(head.configured());
        } catch (ClusterUnreachable away) {
            log.debug("The head is not at its configured address either: {}", away.getMessage());
        }
    }

    @PreDestroy
    void stop() {
        searcher.shutdownNow();
    }
}
