package org.sluice.web;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/** How many of something each holder has at this moment; who has none takes no room. */
final class Counts {
    private final ConcurrentMap<String, Integer> held = new ConcurrentHashMap<>();

    /** Counts one more, unless the holder has that many already. */
    boolean take(String holder, int most) {
        boolean[] taken = {false};
        held.compute(holder, (who, now) -> {
            int before = now == null ? 0 : now;
            taken[0] = before < most;
            return taken[0] ? Integer.valueOf(before + 1) : now;
        });
        return taken[0];
    }

    void giveBack(String holder) {
        held.computeIfPresent(holder, (who, now) -> now > 1 ? now - 1 : null);
    }

    int of(String holder) {
        return held.getOrDefault(holder, 0);
    }

    boolean isEmpty() {
        return held.isEmpty();
    }
}
