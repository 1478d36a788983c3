package org.sluice.access;

import java.time.Instant;
import java.util.Map;
import java.util.Set;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** The rights Slurm grants, as last learned; before the first answer nobody has any. */
@Component
class Rights {
    private volatile RightsLearned current = new RightsLearned(Map.of(), Map.of(), Instant.EPOCH);

    @EventListener
    void learn(RightsLearned learned) {
        current = learned;
    }

    AdminLevel level(String unixUser) {
        return current.levels().getOrDefault(unixUser, AdminLevel.NONE);
    }

    Set<String> accounts(String unixUser) {
        return current.accounts().getOrDefault(unixUser, Set.of());
    }
}
