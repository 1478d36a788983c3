package org.sluice.cluster;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.sluice.slurm.Gres;
import org.sluice.slurm.HostList;
import org.sluice.slurm.JobId;
import org.sluice.slurm.JobState;
import org.sluice.slurm.Memory;
import org.sluice.slurm.Reason;
import org.sluice.slurm.TimeLimit;

/**
 * A job as it stands in the queue. Texts that Slurm does not have are empty.
 *
 * @param rawId the number slurmctld counts; for an array task not the array's
 * @param owner Unix user
 * @param nodes allocated, or the least a waiting job needs
 * @param cpus allocated, or asked for
 * @param tresPerNode what was asked for on each node, with --gres or --gpus-per-node
 * @param minMemory least memory of a node or a CPU; squeue does not say which
 * @param startsAt when it started, or is expected to
 * @param endsAt when it ended, or will at its time limit
 * @param nodeList nodes it holds, as Slurm shortens them
 * @param dependency what it still waits for
 */
public record QueuedJob(
        JobId id,
        long rawId,
        String owner,
        String account,
        String partition,
        String qos,
        JobState state,
        Reason reason,
        int nodes,
        int cpus,
        List<Gres> tresPerNode,
        Optional<Memory> minMemory,
        TimeLimit timeLimit,
        Instant submittedAt,
        Optional<Instant> startsAt,
        Optional<Instant> endsAt,
        String nodeList,
        String batchHost,
        long priority,
        String dependency,
        String reservation,
        String features,
        String comment,
        String command,
        String workDir,
        String name) {

    /** The nodes it holds, by name. */
    public List<String> nodeNames() {
        return HostList.expand(nodeList);
    }

    /** GPUs in all; empty where it asked in a way the queue does not show, such as --gpus, or asked for none. */
    public OptionalLong gpus() {
        boolean asked = tresPerNode.stream().anyMatch(Gres::isGpu);
        return asked ? OptionalLong.of(Gres.gpus(tresPerNode) * nodes) : OptionalLong.empty();
    }
}
