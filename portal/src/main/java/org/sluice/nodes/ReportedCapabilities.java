package org.sluice.nodes;

import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a node reports of itself, or why it reports nothing.
 *
 * @param ways how it keeps each capability, as sluice-capabilities names it
 * @param silent why nothing is known; null when the node answered
 */
record ReportedCapabilities(
        String node,
        Instant at,
        Map<Capability, String> ways,
        @Nullable String silent) {
    private static final int LONGEST_WAY = 40;

    static ReportedCapabilities silent(String node, Instant at, String why) {
        return new ReportedCapabilities(node, at, Map.of(), why);
    }

    /** What this portal knows of what was reported; a name that is new to it is left out. */
    static ReportedCapabilities of(String node, Instant at, Map<String, String> told) {
        Map<Capability, String> ways = new EnumMap<>(Capability.class);
        told.forEach((id, way) -> {
            if (way.length() <= LONGEST_WAY) {
                Capability.named(id).ifPresent(capability -> ways.put(capability, way));
            }
        });
        return new ReportedCapabilities(node, at, Map.copyOf(ways), null);
    }

    Optional<String> way(Capability capability) {
        return Optional.ofNullable(ways.get(capability));
    }
}
