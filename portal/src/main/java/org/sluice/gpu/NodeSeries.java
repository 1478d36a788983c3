package org.sluice.gpu;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the strips of a node's GPUs draw; times in milliseconds since 1970, a point for about so many as {@code step}. */
record NodeSeries(long now, long from, long until, long step, boolean simulated, List<Gpu> gpus) {

    /**
     * One device.
     *
     * @param holders the jobs that held it, the oldest first
     */
    record Gpu(
            String key,
            String title,
            @Nullable Integer position,
            @Nullable Integer minor,
            String uuid,
            String model,
            String instance,
            @Nullable Integer memoryTotal,
            @JsonUnwrapped Lines lines,
            List<Span> gaps,
            Map<String, String> notKnown,
            List<Holder> holders) {}

    /**
     * A job that held the device, as its viewer may see it.
     *
     * @param until null while it lasts
     * @param href its page; null for a job that is not the viewer's to see
     */
    record Holder(
            long from,
            @Nullable Long until,
            String words,
            @Nullable String href,
            boolean mine,
            boolean shared) {}
}
