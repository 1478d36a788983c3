package org.sluice.nodes;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.sluice.cluster.NodeRecord;
import org.sluice.cluster.PartitionRecord;
import org.sluice.web.StateLook;

/**
 * The nodes of one partition on the page of all nodes; a node of several stands with its first.
 *
 * @param partition empty for nodes that are in none
 * @param look the partition's state; null where there is no partition
 * @param words how many nodes, and how many GPUs of each type are free
 */
record Rack(String partition, @Nullable StateLook look, String words, List<NodeView> tiles) {
    static List<Rack> of(Collection<NodeView> tiles, Map<String, PartitionRecord> partitions) {
        Map<String, List<NodeView>> byPartition = new LinkedHashMap<>();
        for (NodeView tile : tiles) {
            List<String> its = tile.node().partitions();
            byPartition
                    .computeIfAbsent(its.isEmpty() ? "" : its.get(0), name -> new ArrayList<>())
                    .add(tile);
        }
        List<Rack> racks = new ArrayList<>();
        byPartition.forEach((name, its) -> {
            PartitionRecord partition = partitions.get(name);
            racks.add(new Rack(name, partition == null ? null : PartitionView.look(partition), words(its), its));
        });
        return racks;
    }

    private static String words(List<NodeView> tiles) {
        List<NodeRecord> nodes = tiles.stream().map(NodeView::node).toList();
        String count = nodes.size() == 1 ? "1 node" : nodes.size() + " nodes";
        String gpus = GpuType.of(nodes).stream()
                .map(type -> type.free() + " of " + type.total() + " " + type.name() + " free"
                        + (type.startable() > 0 ? " (" + type.startable() + " can be started)" : ""))
                .collect(Collectors.joining(", "));
        return gpus.isEmpty() ? count : count + ", " + gpus;
    }
}
