package org.sluice.cluster;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.sluice.slurm.Charge;
import org.sluice.slurm.Gres;
import org.sluice.slurm.HostList;
import org.sluice.slurm.JobFacts;
import org.sluice.slurm.JobKey;
import org.sluice.slurm.JobSize;
import org.sluice.slurm.JobState;
import org.sluice.slurm.JobTimes;
import org.sluice.slurm.JobWords;
import org.sluice.slurm.Memory;
import org.sluice.slurm.Reason;
import org.sluice.slurm.TimeLimit;

/**
 * A job as it stands in the queue. Texts that Slurm does not have are empty.
 *
 * @param needs what it asks for beside its size
 * @param forecast what Slurm expects of a job that has not started or not ended
 * @param nodeList nodes it holds, as Slurm shortens them
 */
public record QueuedJob(
        JobKey key,
        long rawId,
        JobWords words,
        Charge charge,
        JobState state,
        Reason reason,
        JobSize size,
        JobTimes times,
        Needs needs,
        Forecast forecast,
        String nodeList,
        String batchHost,
        long priority,
        String command)
        implements JobFacts {

    /**
     * What a job asks for beside its size.
     *
     * @param minMemory least memory of a node or a CPU; squeue does not say which
     * @param dependency what it still waits for
     */
    public record Needs(@Nullable Memory minMemory, String dependency, String reservation, String features) {}

    /** When Slurm expects a job to start and to end; null where it expects nothing. */
    public record Forecast(
            @Nullable Instant startsAt, @Nullable Instant endsAt) {}

    /** When it started, or is expected to. */
    public Optional<Instant> startsAt() {
        return Optional.ofNullable(times.startedAt()).or(() -> Optional.ofNullable(forecast.startsAt()));
    }

    /** When it ended, or will at its time limit. */
    public Optional<Instant> endsAt() {
        return Optional.ofNullable(times.endedAt()).or(() -> Optional.ofNullable(forecast.endsAt()));
    }

    public TimeLimit timeLimit() {
        return times.limit();
    }

    public int nodes() {
        return size.nodes();
    }

    public int cpus() {
        return size.cpus();
    }

    /** What was asked for on each node, with --gres or --gpus-per-node. */
    public List<Gres> tresPerNode() {
        return size.perNode();
    }

    public String dependency() {
        return needs.dependency();
    }

    public String reservation() {
        return needs.reservation();
    }

    /** The nodes it holds, by name. */
    public List<String> nodeNames() {
        return HostList.expand(nodeList);
    }
}
