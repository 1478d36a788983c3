package org.sluice.endtoend;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;

/**
 * Who held which GPU when, as the jobs' own processes wrote it down, and what the portal must therefore tell of it.
 *
 * <p>A reading is taken at a moment and gets its time a little later, so for {@value #BLUR} ms around a process's begin
 * and end either may be told.
 */
final class TruthBook {
    private static final long BLUR = 700;

    /**
     * When a process held a device.
     *
     * @param level what it put on it, in percent
     * @param from in milliseconds since 1970
     * @param until in milliseconds since 1970
     */
    record Window(int level, long from, long until) {
        boolean surelyHolds(long moment) {
            return moment >= from + BLUR && moment <= until - BLUR;
        }

        boolean overlaps(long begin, long end) {
            return begin < until && end > from;
        }

        boolean mayHold(long moment) {
            return moment >= from - BLUR && moment <= until + BLUR;
        }
    }

    private final Map<String, List<Window>> byDevice = new HashMap<>();
    private int readings;
    private int inTheClear;

    /**
     * Those of a job's windows on a node that lie in what the portal calls the job's holds of this device. Were it
     * another device, it would show another level.
     */
    void note(JsonNode gpu, List<Window> windows) {
        List<Window> noted = byDevice.computeIfAbsent(gpu.get("key").asString(), key -> new ArrayList<>());
        for (JsonNode hold : gpu.get("holds")) {
            windows.stream()
                    .filter(window -> window.overlaps(
                            hold.get("from").asLong(), hold.get("until").asLong()))
                    .forEach(noted::add);
        }
    }

    /** What is told of a job's device and cannot be, in words; also when none of it shows the job's own level. */
    Set<String> wrong(TruthJob job, JsonNode gpu) {
        Set<String> wrong = new TreeSet<>();
        boolean shown = false;
        for (int i = 0; i < gpu.get("at").size(); i++) {
            long at = gpu.get("at").get(i).asLong();
            long told = level(gpu, i);
            Set<Long> possible = possible(gpu.get("key").asString(), at);
            readings++;
            inTheClear += possible.size() == 1 ? 1 : 0;
            shown |= told >= job.level();
            if (!possible.contains(told)) {
                wrong.add("%s shows %d %% on %s at %d, and %s was on it"
                        .formatted(job, told, gpu.get("title").asString(), at, possible));
            }
        }
        if (!shown) {
            wrong.add(job + " never shows on " + gpu.get("title").asString());
        }
        return wrong;
    }

    /** A MIG instance tells no utilisation; its memory carries the same level. */
    private static long level(JsonNode gpu, int i) {
        JsonNode utilization = gpu.get("utilization").get(i);
        return utilization.isNull()
                ? Math.round(100.0
                        * gpu.get("memory").get(i).asDouble()
                        / gpu.get("memoryTotal").asDouble())
                : Math.round(utilization.asDouble());
    }

    /** The sums of the levels of all who surely held it then and of any of those who may have. */
    private Set<Long> possible(String device, long at) {
        Set<Long> sums = new TreeSet<>(Set.of(0L));
        for (Window window : byDevice.getOrDefault(device, List.of())) {
            if (window.mayHold(at)) {
                Set<Long> with = new TreeSet<>();
                sums.forEach(sum -> with.add(sum + window.level()));
                if (window.surelyHolds(at)) {
                    sums.clear();
                }
                sums.addAll(with);
            }
        }
        Set<Long> capped = new TreeSet<>();
        sums.forEach(sum -> capped.add(Math.min(100, sum)));
        return capped;
    }

    String summary(int jobs) {
        return String.format(
                Locale.ROOT,
                "%d jobs, %d devices, %d readings, %d of them well inside or outside of a process's hold",
                jobs,
                byDevice.size(),
                readings,
                inTheClear);
    }
}
