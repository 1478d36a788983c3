package org.sluice.workers;

import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sluice.web.LiveStreams;
import org.springframework.stereotype.Component;

/** The provisioner's last answer about all machines, and why it is old where it is. */
@Component
class MachineSight {
    private static final Logger log = LoggerFactory.getLogger(MachineSight.class);

    private final Provisioner provisioner;
    private final RunRows runs;
    private final HeadSearch head;
    private final LiveStreams streams;
    private volatile @Nullable Machines seen;
    private volatile String trouble = "";
    private volatile boolean old;

    MachineSight(Provisioner provisioner, RunRows runs, HeadSearch head, LiveStreams streams) {
        this.provisioner = provisioner;
        this.runs = runs;
        this.head = head;
        this.streams = streams;
    }

    HeadView head() {
        return head.view();
    }

    Optional<Machines> latest() {
        return Optional.ofNullable(seen);
    }

    /** Why the last answer is old; empty while it is not. */
    String trouble() {
        return trouble;
    }

    /** Something was done since the last answer. */
    boolean isOld() {
        return old;
    }

    /** Something is being done about a machine: whoever looks is told, and the next look asks. */
    void changed() {
        old = true;
        streams.publish(WorkerTopic.NAME, "");
    }

    /**
     * Asks anew.
     *
     * @param busy nodes whose machine is being started or removed just now
     * @return empty when the provisioner gave no answer
     */
    Optional<Machines> look(Set<String> busy) {
        old = false;
        try {
            Machines machines = provisioner.status();
            Machines before = seen;
            boolean news = before == null || !before.machines().equals(machines.machines()) || !trouble.isEmpty();
            seen = machines;
            trouble = "";
            head.hear(machines.head());
            runs.see(machines, busy);
            if (news) {
                streams.publish(WorkerTopic.NAME, "");
            }
            return Optional.of(machines);
        } catch (ProvisionerRefused | ProvisionerSilent | ProvisionerBusy e) {
            boolean news = trouble.isEmpty();
            trouble = String.valueOf(e.getMessage());
            if (news) {
                log.warn("The machines are not known: {}", trouble);
                streams.publish(WorkerTopic.NAME, "");
            }
            return Optional.empty();
        }
    }
}
