package org.sluice.nodes;

import java.util.List;
import org.sluice.cluster.Snapshot;

/**
 * What somebody who looks after the cluster wants to know first.
 *
 * @param nodes all of them
 * @param out those that take no jobs
 * @param running jobs that hold nodes, whoever owns them
 * @param waiting jobs that wait, whoever owns them
 */
record ClusterFacts(int nodes, List<NodeView> out, long running, long waiting) {
    private static final int NAMED = 8;

    static ClusterFacts of(Snapshot snapshot) {
        List<NodeView> out = snapshot.nodes().values().stream()
                .filter(node -> !node.state().isUsable())
                .map(NodeView::withoutJobs)
                .toList();
        return new ClusterFacts(
                snapshot.nodes().size(),
                out,
                snapshot.jobs().stream().filter(job -> job.state().holdsNodes()).count(),
                snapshot.jobs().stream().filter(job -> job.state().isWaiting()).count());
    }

    /** The first of those that take no jobs. */
    public List<NodeView> named() {
        return out.subList(0, Math.min(NAMED, out.size()));
    }

    /** How many more there are. */
    public int more() {
        return out.size() - named().size();
    }
}
