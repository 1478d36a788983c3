package org.sluice.nodes;

import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sluice.cluster.NodeRecord;
import org.sluice.cluster.Snapshot;
import org.sluice.cluster.SnapshotTaken;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Says which nodes have changed between two polls, to the rooms of the portal and to its log. */
@Component
class NodeNews {
    private static final Logger log = LoggerFactory.getLogger(NodeNews.class);

    private final ApplicationEventPublisher events;

    NodeNews(ApplicationEventPublisher events) {
        this.events = events;
    }

    /** The first snapshot after a start changes nothing. */
    @EventListener
    void compare(SnapshotTaken taken) {
        taken.before().ifPresent(before -> compare(before, taken.now()));
    }

    private void compare(Snapshot before, Snapshot now) {
        Set<String> names = new LinkedHashSet<>(before.nodes().keySet());
        names.addAll(now.nodes().keySet());
        for (String name : names) {
            Optional<NodeRecord> was = before.node(name);
            Optional<NodeRecord> is = now.node(name);
            if (!stand(was).equals(stand(is))) {
                log.info("Node {}: {} -> {}", name, stand(was), stand(is));
                events.publishEvent(new NodeChanged(name, was, is));
            }
        }
    }

    /** The reason is people's words and stays out of the log. */
    private record Stand(String state, Optional<NodeRecord.Why> reason) {
        @Override
        public String toString() {
            return state;
        }
    }

    private static Stand stand(Optional<NodeRecord> node) {
        return node.map(found -> new Stand(found.state().raw(), found.reason()))
                .orElse(new Stand("not there", Optional.empty()));
    }
}
