package org.sluice.nodes;

import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a node told of itself, or why it told nothing.
 *
 * @param ways how it keeps each capability, as sluice-capabilities names it
 * @param silent why nothing is known; null when the node answered
 */
record ToldCapabilities(
        String node,
        Instant at,
        Map<Capability, String> ways,
        @Nullable String silent) {
    private static final int LONGEST_WAY = 40;

    static ToldCapabilities silent(String node, Instant at, String why) {
        return new ToldCapabilities(node, at, Map.of(), why);
    }

    /** What this portal knows of what was told; a name that is new to it is left out. */
    static ToldCapabilities of(String node, Instant at, Map<String, String> told) {
        Map<Capability, String> ways = new EnumMap<>(Capability.class);
        told.forEach((id, way) -> {
            if (way.length() <= LONGEST_WAY) {
                Capability.named(id).ifPresent(capability -> ways.put(capability, way));
            }
        });
        return new ToldCapabilities(node, at, Map.copyOf(ways), null);
    }

    Optional<String> way(Capability capability) {
        return Optional.ofNullable(ways.get(capability));
    }
}
