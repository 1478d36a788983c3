package org.sluice.cluster.command;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.sluice.slurm.Gres;
import org.sluice.slurm.JobSize;
import org.sluice.slurm.Tres;

/**
 * How many GPUs a job asks for, whichever option of sbatch(1) it was asked with: {@code --gpus}, {@code --gpus-per-node},
 * {@code --gpus-per-task} or {@code --gpus-per-socket}. squeue shows only what is asked for on each node.
 */
final class AskedGpus {
    private static final String ON_EACH_NODE = "TresPerNode";
    private static final String ON_EACH_TASK = "TresPerTask";
    private static final String ON_EACH_SOCKET = "TresPerSocket";
    private static final String IN_ALL = "TresPerJob";
    private static final Set<String> KEYS = Set.of(ON_EACH_NODE, ON_EACH_TASK, ON_EACH_SOCKET, IN_ALL);

    private AskedGpus() {}

    /**
     * GPUs in all: as slurmctld counts them, and where it counts none (GPUs are not in AccountingStorageTRES) as they were
     * asked for; null where that does not tell.
     */
    static @Nullable Integer of(JobBlock job, TolerantFields fields, Tres requested, int nodes) {
        if (requested.gpus().isPresent()) {
            return JobSize.inAll(1, requested.gpus().getAsLong());
        }
        long inAll = gpus(job, fields, IN_ALL);
        if (inAll > 0) {
            return JobSize.inAll(1, inAll);
        }
        long onEachTask = gpus(job, fields, ON_EACH_TASK);
        if (onEachTask > 0) {
            return JobSize.inAll(Written.limit(job.fields().get("NumTasks")).orElse(0), onEachTask);
        }
        long onEachNode = gpus(job, fields, ON_EACH_NODE);
        if (onEachNode > 0) {
            return JobSize.inAll(nodes, onEachNode);
        }
        boolean unclear = gpus(job, fields, ON_EACH_SOCKET) > 0
                || requested.amounts().isEmpty()
                || KEYS.stream().anyMatch(fields.unread()::contains);
        return unclear ? null : Integer.valueOf(0);
    }

    /** What is asked for on each node. */
    static List<Gres> onEachNode(JobBlock job, TolerantFields fields) {
        return gres(job, fields, ON_EACH_NODE);
    }

    private static long gpus(JobBlock job, TolerantFields fields, String key) {
        return Gres.gpus(gres(job, fields, key));
    }

    private static List<Gres> gres(JobBlock job, TolerantFields fields, String key) {
        return fields.read(key, job.text(key), Gres::parseList, List.of());
    }
}
