package org.sluice.gpu.exposition;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * All that one body says.
 *
 * @param own written by the product's exporter, which knows jobs and positions
 * @param simulated no real GPU was measured
 * @param clock the node's clock when it answered; null when not reported
 * @param readings in the order of the body
 * @param jobLabels who holds what according to dcgm-exporter
 */
public record Scrape(
        boolean own,
        boolean simulated,
        @Nullable Instant clock,
        List<ReportedDevice> devices,
        List<Reading> readings,
        List<ReportedInterval> intervals,
        List<JobLabel> jobLabels,
        Doubts doubts) {}
