package org.sluice.gpu.exposition;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a body says of one device, moment by moment. */
final class DeviceReadings {
    private final LabelSet labels;
    private final Map<Long, Gathered> moments = new LinkedHashMap<>();
    private @Nullable Gathered latest;

    DeviceReadings(LabelSet labels) {
        this.labels = labels;
    }

    LabelSet labels() {
        return labels;
    }

    /** The lines of a moment stand together, so it is mostly the latest one that is asked for. */
    @Nullable
    Gathered at(long millis) {
        if (latest == null || latest.millis != millis) {
            latest = moments.get(millis);
        }
        return latest;
    }

    Gathered begin(long millis) {
        Gathered gathered = new Gathered(millis);
        moments.put(millis, gathered);
        latest = gathered;
        return gathered;
    }

    Collection<Gathered> moments() {
        return moments.values();
    }

    /** Null when it was not reported. */
    @Nullable
    Integer memoryMib() {
        return latest == null || Float.isNaN(latest.memory()) ? null : Math.round(latest.memory());
    }
}
