package org.sluice.nodes;

import org.sluice.access.LiveTopic;
import org.sluice.access.Viewer;
import org.sluice.cluster.SnapshotTaken;
import org.sluice.web.LiveStreams;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** The live event {@code nodes}: some node or what runs on it, a partition or a reservation has changed. */
@Component
class NodeTopic implements LiveTopic {
    static final String NAME = "nodes";

    private final LiveStreams streams;

    NodeTopic(LiveStreams streams) {
        this.streams = streams;
    }

    @Override
    public boolean offers(String topic) {
        return topic.equals(NAME);
    }

    @Override
    public boolean mayHear(Viewer viewer, String topic) {
        return true;
    }

    @EventListener
    void tell(SnapshotTaken taken) {
        boolean same = taken.before()
                .filter(before -> before.nodes().equals(taken.now().nodes()))
                .filter(before -> before.partitions().equals(taken.now().partitions()))
                .filter(before -> before.reservations().equals(taken.now().reservations()))
                .isPresent();
        if (!same) {
            streams.publish(NAME, "");
        }
    }
}
