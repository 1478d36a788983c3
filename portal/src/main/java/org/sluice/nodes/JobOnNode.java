package org.sluice.nodes;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.sluice.access.Viewer;
import org.sluice.access.Visibility;
import org.sluice.cluster.QueuedJob;
import org.sluice.slurm.Gres;

/**
 * A job that holds something of a node; of somebody else's, as the visibility rule has it, only what it takes and until
 * when.
 *
 * @param id null for a job the viewer may not see
 * @param gpus on each of its nodes; null where the queue does not say
 * @param until at most; null where it has no limit
 * @param nodes all its nodes, as Slurm shortens them
 */
public record JobOnNode(
        @Nullable String id,
        String name,
        @Nullable String owner,
        @Nullable Long gpus,
        @Nullable Instant until,
        boolean endless,
        String nodes,
        boolean mine) {

    /** The job as this viewer may see it. */
    public static JobOnNode of(QueuedJob job, Viewer viewer, Visibility visibility) {
        Long gpus =
                job.tresPerNode().stream().anyMatch(Gres::isGpu) ? Long.valueOf(Gres.gpus(job.tresPerNode())) : null;
        Instant until = job.endsAt().orElse(null);
        boolean endless = job.timeLimit().isUnlimited();
        if (!visibility.maySee(viewer, job.owner(), job.account())) {
            return new JobOnNode(null, "someone's job", null, gpus, until, endless, job.nodeList(), false);
        }
        boolean mine = job.owner().equals(viewer.unixUser());
        return new JobOnNode(job.id().toString(), job.name(), job.owner(), gpus, until, endless, job.nodeList(), mine);
    }
}
