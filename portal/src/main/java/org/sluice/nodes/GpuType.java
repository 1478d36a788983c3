package org.sluice.nodes;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.sluice.cluster.NodeRecord;
import org.sluice.slurm.Gres;

/**
 * How many GPUs of a type there are.
 *
 * @param free on nodes that take jobs now, and held by nobody
 * @param startable on nodes that Slurm starts when a job needs them
 * @param out on nodes that take none, and held by nobody
 */
record GpuType(String name, long total, long used, long free, long startable, long out) {
    static List<GpuType> of(Collection<NodeRecord> nodes) {
        Map<String, GpuType> types = new LinkedHashMap<>();
        for (NodeRecord node : nodes) {
            for (Gres gres : node.gres().stream().filter(Gres::isGpu).toList()) {
                types.merge(gres.type(), of(node, gres), GpuType::plus);
            }
        }
        return List.copyOf(types.values());
    }

    /** {@code 4 of 8 free, 2 can be started, 1 out of service}. */
    public String words() {
        return free + " of " + total + " free"
                + (startable > 0 ? ", " + startable + " can be started" : "")
                + (out > 0 ? ", " + out + " out of service" : "");
    }

    private static GpuType of(NodeRecord node, Gres gres) {
        long used = node.gresUsed().stream()
                .filter(other -> other.isGpu() && other.type().equals(gres.type()))
                .mapToLong(Gres::count)
                .sum();
        long rest = gres.count() - used;
        boolean usable = node.state().isUsable();
        String name = gres.type().isEmpty() ? "GPU" : gres.type();
        boolean startable = node.state().isStartable();
        return new GpuType(
                name, gres.count(), used, usable && !startable ? rest : 0, startable ? rest : 0, usable ? 0 : rest);
    }

    private GpuType plus(GpuType other) {
        return new GpuType(
                name,
                total + other.total,
                used + other.used,
                free + other.free,
                startable + other.startable,
                out + other.out);
    }
}
