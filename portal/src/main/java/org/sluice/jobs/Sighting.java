package org.sluice.jobs;

import java.time.Instant;
import java.util.List;
import org.sluice.cluster.AccountedJob;
import org.sluice.cluster.CompletedJob;
import org.sluice.cluster.JobDetail;
import org.sluice.cluster.QueuedJob;
import org.sluice.slurm.Gres;
import org.sluice.slurm.JobSize;
import org.sluice.slurm.JobTimes;
import org.sluice.slurm.Reason;

/** Turns what one command of Slurm told about a job into what the archive keeps. */
final class Sighting {
    private Sighting() {}

    /** From the queue; the tasks of an array that have not started stand under the array's own id. */
    static Job of(QueuedJob queued, Instant observedAt) {
        return new Job(
                queued.key(),
                queued.rawId(),
                queued.words(),
                queued.charge(),
                queued.state(),
                queued.reason(),
                null,
                queued.size(),
                queued.times(),
                new Place(queued.nodeList(), null, null),
                seen(!queued.state().isTerminal(), "squeue", observedAt));
    }

    /** From slurmctld's own record of one job, asked for right after it was submitted. */
    static Job of(JobDetail detail, Instant observedAt) {
        boolean over = detail.state().isTerminal();
        return new Job(
                detail.key(),
                detail.rawId(),
                detail.words(),
                detail.charge(),
                detail.state(),
                detail.reason(),
                over ? detail.exit().orElse(null) : null,
                detail.size(),
                detail.times(),
                new Place(detail.nodeList(), null, null),
                seen(!over, "scontrol", observedAt));
    }

    /** The job as accounting ends it: what accounting does not know stays as it was seen before. */
    static Job ended(Job job, AccountedJob accounted, Instant observedAt) {
        return new Job(
                job.key(),
                job.rawId(),
                job.words(),
                job.charge(),
                accounted.state(),
                reasonAtTheEnd(job, accounted),
                accounted.exit().map(exit -> exit.orFuller(job.exitStatus())).orElse(job.exitStatus()),
                size(job.size(), accounted.size()),
                times(job, accounted.times()),
                place(job, accounted.nodeList()),
                seen(false, "sacct", observedAt));
    }

    /** The job as the log of completed jobs ends it; that log tells little. */
    static Job completed(Job job, CompletedJob run, Instant observedAt) {
        return new Job(
                job.key(),
                job.rawId(),
                job.words(),
                job.charge(),
                run.state(),
                job.reason(),
                run.exit().orElse(job.exitStatus()),
                job.size(),
                job.times(),
                place(job, run.nodeList()),
                seen(false, "jobcomp", observedAt));
    }

    /** A run that the queue never showed to the portal, as accounting has it. */
    static Job of(AccountedJob accounted, Instant observedAt) {
        return new Job(
                accounted.key(),
                accounted.rawId(),
                accounted.words(),
                accounted.charge(),
                accounted.state(),
                accounted.startedAt() == null ? accounted.reason() : Reason.NONE,
                accounted.exit().orElse(null),
                accounted.size(),
                accounted.times(),
                new Place(accounted.nodeList(), null, null),
                seen(false, "sacct", observedAt));
    }

    /** What the job holds on each node; none when it holds nothing yet or slurmctld has forgotten. */
    static List<NodeShare> shares(JobDetail detail) {
        return detail.shares().value().orElse(List.of()).stream()
                .map(share -> {
                    List<Gres> gpus = share.gres().stream().filter(Gres::isGpu).toList();
                    return new NodeShare(
                            share.node(),
                            gpus.stream().map(Gres::type).findFirst().orElse(""),
                            gpus.stream()
                                    .flatMap(gres -> gres.positions().orElse(List.of()).stream())
                                    .toList(),
                            Math.toIntExact(Gres.gpus(gpus)),
                            share.cpuIds().size(),
                            share.memory().bytes());
                })
                .toList();
    }

    private static Seen seen(boolean live, String source, Instant observedAt) {
        return new Seen(live, false, source, observedAt);
    }

    private static JobSize size(JobSize before, JobSize accounted) {
        return new JobSize(
                accounted.nodes() > 0 ? accounted.nodes() : before.nodes(),
                accounted.cpus() > 0 ? accounted.cpus() : before.cpus(),
                before.gpus() == null ? accounted.gpus() : before.gpus(),
                before.perNode(),
                accounted.tasks());
    }

    private static JobTimes times(Job job, JobTimes accounted) {
        JobTimes before = job.times();
        return new JobTimes(
                accounted.eligibleAt() == null ? before.eligibleAt() : accounted.eligibleAt(),
                accounted.startedAt() == null && !job.nodeList().isEmpty() ? before.startedAt() : accounted.startedAt(),
                accounted.endedAt() == null ? before.endedAt() : accounted.endedAt(),
                accounted.elapsed() == null ? before.elapsed() : accounted.elapsed(),
                before.limit());
    }

    /** Accounting keeps the last reason for which a job waited; why it ended only slurmctld tells. */
    private static Reason reasonAtTheEnd(Job job, AccountedJob accounted) {
        if (job.state().isTerminal()) {
            return job.reason();
        }
        if (accounted.startedAt() != null) {
            return job.state().isWaiting() ? Reason.NONE : job.reason();
        }
        return job.reason().isNone() ? accounted.reason() : job.reason();
    }

    private static Place place(Job before, String nodeList) {
        return new Place(nodeList.isEmpty() ? before.nodeList() : nodeList, before.stdOut(), before.allocation());
    }
}
