package org.sluice.nodes;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.sluice.access.Viewer;
import org.sluice.access.Visibility;
import org.sluice.cluster.NodeRecord;
import org.sluice.cluster.QueuedJob;
import org.sluice.slurm.Gres;
import org.sluice.web.StateLook;

/**
 * A node in the words and figures of a page, as this viewer may see it.
 *
 * @param cells one a GPU, in the order of gres.conf
 * @param words what is worth saying on its tile
 * @param drained whether it is drained or draining, so that it can be resumed
 */
record NodeView(
        NodeRecord node, StateLook look, List<Cell> cells, String words, List<JobOnNode> jobs, boolean drained) {

    /**
     * One GPU.
     *
     * @param kind free, taken, out or unknown
     */
    record Cell(String kind, String letter, String words) {}

    /**
     * A job on the node; of somebody else's, as the visibility rule has it, only what it takes and until when.
     *
     * @param id null for a job the viewer may not see
     */
    record JobOnNode(
            @Nullable String id,
            String name,
            @Nullable String owner,
            @Nullable Long gpus,
            @Nullable Instant until,
            boolean mine) {}

    static NodeView of(NodeRecord node, List<QueuedJob> jobs, Viewer viewer, Visibility visibility) {
        return new NodeView(
                node,
                NodeLooks.of(node.state()),
                cells(node),
                words(node),
                jobs.stream().map(job -> seen(job, viewer, visibility)).toList(),
                node.state().isDraining() || node.state().isDrained());
    }

    /** People whose jobs run here, and how many jobs: whom draining touches. */
    public int people() {
        return (int) jobs.stream().map(JobOnNode::owner).distinct().count();
    }

    private static JobOnNode seen(QueuedJob job, Viewer viewer, Visibility visibility) {
        Long gpus =
                job.tresPerNode().stream().anyMatch(Gres::isGpu) ? Long.valueOf(Gres.gpus(job.tresPerNode())) : null;
        Instant until = job.endsAt().orElse(null);
        if (!visibility.maySee(viewer, job.owner(), job.account())) {
            return new JobOnNode(null, "someone's job", null, gpus, until, false);
        }
        boolean mine = job.owner().equals(viewer.unixUser());
        return new JobOnNode(job.id().toString(), job.name(), job.owner(), gpus, until, mine);
    }

    private static List<Cell> cells(NodeRecord node) {
        Set<Integer> taken = new HashSet<>();
        node.gresUsed().stream()
                .filter(Gres::isGpu)
                .flatMap(gres -> gres.positions().orElse(List.of()).stream())
                .forEach(taken::add);
        boolean positionsKnown = taken.size() == node.gpusAllocated();
        boolean out = !node.state().isUsable();
        List<Cell> cells = new ArrayList<>();
        int position = 0;
        for (Gres gres : node.gres().stream().filter(Gres::isGpu).toList()) {
            for (long i = 0; i < gres.count(); i++) {
                boolean held = positionsKnown ? taken.contains(position) : position < node.gpusAllocated();
                String type = gres.type().isEmpty() ? "GPU" : gres.type();
                if (held) {
                    cells.add(new Cell("taken", "", type + ", in use"));
                } else if (out) {
                    cells.add(new Cell("out", "", type + ", out of service"));
                } else {
                    cells.add(new Cell("free", "", type + ", free"));
                }
                position++;
            }
        }
        return cells;
    }

    private static String words(NodeRecord node) {
        if (node.reason().isPresent() && !node.state().isUsable()) {
            return node.reason().get().text();
        }
        String types = node.gres().stream()
                .filter(Gres::isGpu)
                .map(gres -> gres.count() + " " + (gres.type().isEmpty() ? "GPU" : gres.type()))
                .collect(Collectors.joining(", "));
        String cpus = node.cpusAllocated() + " of " + node.cpus() + " CPUs in use";
        return types.isEmpty() ? cpus : types + ", " + cpus;
    }
}
