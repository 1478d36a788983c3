package org.sluice.endtoend;

import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.sluice.Visitor;

/** A small job without GPUs, as the form of the template {@code cpu-job} submits it. */
final class CpuJob {
    private CpuJob() {}

    /** Presses Submit and does not wait for the answer. */
    static CompletableFuture<Visitor.Answer> submitted(Visitor owner, String key, String name, String command) {
        return owner.posting(
                "/submit/cpu-job",
                Map.of(
                        "key", key,
                        "job_name", name,
                        "partition", "cpu",
                        "cpus", "1",
                        "memory", "100M",
                        "time", "5",
                        "command", command));
    }
}
