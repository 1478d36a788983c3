package org.sluice.nodes;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.sluice.access.Viewer;
import org.sluice.access.Visibility;
import org.sluice.cluster.NodeRecord;
import org.sluice.cluster.QueuedJob;
import org.sluice.slurm.Gres;
import org.sluice.slurm.NodeState;
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
     * One GPU. A page of a thousand nodes has eight thousand: what it shows is put together here, not in the page.
     *
     * @param look classes of its colour: {@code cell cell-free}; free, startable, taken or out
     * @param letter the sign that says the same without colour
     * @param words which GPU it is and what of it
     */
    record Cell(String look, String letter, String words) {
        static Cell of(int position, String type, String kind, String letter, String words) {
            return new Cell("cell cell-" + kind, letter, "GPU " + position + ": " + type + ", " + words);
        }
    }

    static NodeView of(NodeRecord node, List<QueuedJob> jobs, Viewer viewer, Visibility visibility) {
        return new NodeView(
                node,
                NodeLooks.of(node.state()),
                cells(node),
                words(node),
                jobs.stream().map(job -> JobOnNode.of(job, viewer, visibility)).toList(),
                node.state().has(NodeState.Flag.DRAIN));
    }

    static NodeView withoutJobs(NodeRecord node) {
        return new NodeView(
                node,
                NodeLooks.of(node.state()),
                cells(node),
                words(node),
                List.of(),
                node.state().has(NodeState.Flag.DRAIN));
    }

    /** People whose jobs run here, and how many jobs: whom draining touches. */
    public int people() {
        return (int) jobs.stream().map(JobOnNode::owner).distinct().count();
    }

    private static List<Cell> cells(NodeRecord node) {
        Set<Integer> taken = new HashSet<>();
        node.gresUsed().stream()
                .filter(Gres::isGpu)
                .flatMap(gres -> gres.positions().orElse(List.of()).stream())
                .forEach(taken::add);
        boolean positionsKnown = taken.size() == node.gpusAllocated();
        boolean out = !node.state().isUsable();
        boolean startable = node.state().isStartable();
        List<Cell> cells = new ArrayList<>();
        int position = 0;
        for (Gres gres : node.gres().stream().filter(Gres::isGpu).toList()) {
            for (long i = 0; i < gres.count(); i++) {
                boolean held = positionsKnown ? taken.contains(position) : position < node.gpusAllocated();
                String type = gres.type().isEmpty() ? "GPU" : gres.type();
                if (held) {
                    cells.add(Cell.of(position, type, "taken", "\u25cf", "in use"));
                } else if (out) {
                    cells.add(Cell.of(position, type, "out", "\u00d7", "out of service"));
                } else if (startable) {
                    cells.add(Cell.of(position, type, "startable", "\u25b7", "can be started"));
                } else {
                    cells.add(Cell.of(position, type, "free", "\u25cb", "free"));
                }
                position++;
            }
        }
        return cells;
    }

    /** Whether it can be set to serve again: drained, draining or down. */
    public boolean resumable() {
        return drained || node.state().isDown();
    }

    /** A reboot that is asked for and has not begun. */
    public boolean awaitsReboot() {
        return node.state().has(NodeState.Flag.REBOOT_REQUESTED)
                && !node.state().has(NodeState.Flag.REBOOT_ISSUED);
    }

    /** What else Slurm says of it: a node that comes and goes, one that a job is planned on. */
    public List<String> marks() {
        List<String> marks = new ArrayList<>();
        if (awaitsReboot()) {
            marks.add("reboots when empty");
        }
        if (node.state().has(NodeState.Flag.CLOUD)) {
            marks.add("cloud");
        }
        if (node.state().isDynamic()) {
            marks.add("dynamic");
        }
        if (node.state().has(NodeState.Flag.PLANNED) && node.state().look() != NodeState.Look.PLANNED) {
            marks.add("planned");
        }
        if (node.partitions().size() > 1) {
            marks.add("also in "
                    + String.join(
                            ", ", node.partitions().subList(1, node.partitions().size())));
        }
        return marks;
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
