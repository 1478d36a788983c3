package org.sluice.nodes;

import java.util.Collection;
import java.util.NavigableSet;
import java.util.TreeSet;
import org.sluice.cluster.NodeRecord;
import org.sluice.slurm.Gres;

/**
 * Which nodes the page of all nodes shows; an empty word admits all.
 *
 * @param state the word on the tile: {@code drained}
 * @param feature one of slurm.conf's features
 * @param gpu a type of GPU
 */
record GridFilter(String state, String feature, String gpu) {
    boolean admits(NodeRecord node) {
        return (state.isEmpty() || NodeLooks.of(node.state()).word().equals(state))
                && (feature.isEmpty() || node.features().contains(feature))
                && (gpu.isEmpty() || gpuTypes(node).contains(gpu));
    }

    public boolean isOpen() {
        return state.isEmpty() && feature.isEmpty() && gpu.isEmpty();
    }

    /**
     * What there is to choose from.
     *
     * @param states words of the states that nodes are in now
     */
    record Choices(NavigableSet<String> states, NavigableSet<String> features, NavigableSet<String> gpus) {
        static Choices of(Collection<NodeRecord> nodes) {
            Choices choices = new Choices(new TreeSet<>(), new TreeSet<>(), new TreeSet<>());
            for (NodeRecord node : nodes) {
                choices.states.add(NodeLooks.of(node.state()).word());
                choices.features.addAll(node.features());
                choices.gpus.addAll(gpuTypes(node));
            }
            return choices;
        }
    }

    private static NavigableSet<String> gpuTypes(NodeRecord node) {
        NavigableSet<String> types = new TreeSet<>();
        node.gres().stream()
                .filter(Gres::isGpu)
                .map(Gres::type)
                .filter(type -> !type.isEmpty())
                .forEach(types::add);
        return types;
    }
}
