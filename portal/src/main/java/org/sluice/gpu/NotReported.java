package org.sluice.gpu;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Quantities that no reading of a device has, and why. */
final class NotReported {
    private NotReported() {}

    /** By the names the charts use; none when nothing was read at all. */
    static Map<String, String> of(Device device, List<Spread> read) {
        Map<String, String> why = new HashMap<>();
        if (!read.isEmpty()) {
            note(why, "utilization", read, Point::utilization, utilization(device));
            note(why, "memory", read, Point::memory, "its node does not report how much memory is in use");
            note(why, "power", read, Point::power, "its node does not report the power");
            note(why, "temperature", read, Point::temperature, "its node does not report the temperature");
        }
        return why;
    }

    private static String utilization(Device device) {
        return device.instance().isEmpty()
                ? "its node does not report the utilisation"
                : "nvidia-smi reports no utilisation of a MIG instance; dcgm-exporter with profiling does";
    }

    private static void note(
            Map<String, String> why,
            String quantity,
            List<Spread> read,
            Function<Point, @Nullable Float> value,
            String words) {
        if (read.stream().allMatch(spread -> value.apply(spread.mean()) == null)) {
            why.put(quantity, words);
        }
    }
}
