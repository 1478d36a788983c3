package org.sluice.nodes;

import java.util.List;
import java.util.Optional;
import org.sluice.access.AccessParts;
import org.sluice.access.Viewer;
import org.sluice.cluster.NodeRecord;
import org.sluice.cluster.QueuedJob;
import org.sluice.cluster.Snapshot;
import org.sluice.nodes.hindrance.NodeCase;

/** The nodes a1 and a2, a job of alice's that runs there, one of bob's, and one of bob's that waits. */
public final class TwoNodes {
    public static final Viewer ALICE = AccessParts.viewer("alice", "alice");
    public static final NodeRecord A1 =
            NodeCase.named("a1", "MIXED").using(2, 4, 1000).node();
    public static final NodeRecord A2 = NodeCase.named("a2", "IDLE").node();
    public static final QueuedJob ALICES =
            NodeCase.job(1, "alice", "RUNNING", "a1", Optional.of(NodeCase.NOW.plusSeconds(600)), "1:00:00");
    public static final QueuedJob BOBS =
            NodeCase.job(2, "bob", "RUNNING", "a[1-2]", Optional.of(NodeCase.NOW.plusSeconds(900)), "1:00:00");
    public static final QueuedJob WAITS = NodeCase.job(3, "bob", "PENDING", "", Optional.empty(), "1:00:00");

    private TwoNodes() {}

    public static Snapshot with(QueuedJob... jobs) {
        return SnapshotMade.of(List.of(A1, A2), List.of(jobs));
    }
}
