package org.sluice.nodes;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.sluice.nodes.Capability.Words;

/**
 * A capability on a page: each way it is kept, and on which nodes.
 *
 * @param ways what most nodes have comes first
 */
record CapabilityView(String title, List<Way> ways) {
    /** A way, and the nodes that have it. */
    record Way(String kept, String sentence, List<String> nodes) {}

    static List<CapabilityView> of(Collection<ReportedCapabilities> all) {
        List<CapabilityView> views = new ArrayList<>();
        for (Capability capability : Capability.values()) {
            Map<Words, List<String>> nodes = new LinkedHashMap<>();
            for (ReportedCapabilities told : all) {
                nodes.computeIfAbsent(capability.words(told.way(capability)), words -> new ArrayList<>())
                        .add(told.node());
            }
            List<Way> ways = nodes.entrySet().stream()
                    .map(entry ->
                            new Way(entry.getKey().kept(), entry.getKey().sentence(), List.copyOf(entry.getValue())))
                    .sorted((one, other) ->
                            Integer.compare(other.nodes().size(), one.nodes().size()))
                    .toList();
            views.add(new CapabilityView(capability.title(), ways));
        }
        return views;
    }
}
