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
 * @param free on nodes that take jobs and held by nobody
 * @param out on nodes that take none, and held by nobody
 */
record GpuType(String name, long total, long used, long free, long out) {
    static List<GpuType> of(Collection<NodeRecord> nodes) {
        Map<String, GpuType> types = new LinkedHashMap<>();
        for (NodeRecord node : nodes) {
            for (Gres gres : node.gres().stream().filter(Gres::isGpu).toList()) {
                types.merge(gres.type(), of(node, gres), GpuType::plus);
            }
        }
        return List.copyOf(types.values());
    }

    private static GpuType of(NodeRecord node, Gres gres) {
        long used = node.gresUsed().stream()
                .filter(other -> other.isGpu() && other.type().equals(gres.type()))
                .mapToLong(Gres::count)
                .sum();
        long rest = gres.count() - used;
        boolean usable = node.state().isUsable();
        String name = gres.type().isEmpty() ? "GPU" : gres.type();
        return new GpuType(name, gres.count(), used, usable ? rest : 0, usable ? 0 : rest);
    }

    private GpuType plus(GpuType other) {
        return new GpuType(name, total + other.total, used + other.used, free + other.free, out + other.out);
    }
}
