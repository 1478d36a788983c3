package org.sluice.gpu;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the charts of a job draw; times in milliseconds since 1970.
 *
 * @param until null while the job holds a GPU
 * @param live whether more may come
 * @param step a point stands for about so many milliseconds
 */
record JobSeries(
        long now,
        long from,
        @Nullable Long until,
        boolean live,
        long step,
        boolean simulated,
        List<Moment> marks,
        List<Gpu> gpus) {

    /**
     * A moment worth a line.
     *
     * @param kind start, end or requeue
     */
    record Moment(long at, String kind, String words) {}

    /**
     * One device.
     *
     * @param key names it among all devices of the portal
     * @param holds from when to when the job held it
     * @param gaps when a reading is missing, and why
     * @param notKnown quantities that no reading of this device has, and why
     */
    record Gpu(
            String key,
            String title,
            String node,
            @Nullable Integer position,
            String model,
            String instance,
            boolean shared,
            @Nullable Integer memoryTotal,
            List<Span> holds,
            @JsonUnwrapped Lines lines,
            List<Span> gaps,
            Map<String, String> notKnown) {}
}
