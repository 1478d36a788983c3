package org.sluice.access;

import java.time.Instant;
import java.util.Map;
import java.util.Set;

/**
 * What Slurm's accounting was seen to grant, told to this room as an event.
 *
 * @param levels AdminLevel by Unix user; a user who is missing has none
 * @param accounts charge accounts by Unix user
 */
public record RightsLearned(Map<String, AdminLevel> levels, Map<String, Set<String>> accounts, Instant observedAt) {
    public RightsLearned {
        levels = Map.copyOf(levels);
        accounts = Map.copyOf(accounts);
    }
}
