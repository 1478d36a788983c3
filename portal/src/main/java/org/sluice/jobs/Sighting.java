package org.sluice.jobs;

import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.sluice.cluster.AccountedJob;
import org.sluice.cluster.CompletedJob;
import org.sluice.cluster.JobDetail;
import org.sluice.cluster.QueuedJob;
import org.sluice.slurm.Gres;
import org.sluice.slurm.JobId;

/** Turns what one command of Slurm told about a job into what the archive keeps. */
final class Sighting {
    private Sighting() {}

    /** From the queue; the tasks of an array that have not started stand under the array's own id. */
    static Job of(QueuedJob queued, Instant observedAt) {
        boolean over = queued.state().isTerminal();
        boolean begun = over || queued.state().holdsNodes();
        return new Job(
                queued.id().kind() == JobId.Kind.WAITING_TASKS
                        ? JobId.of(queued.id().number())
                        : queued.id(),
                queued.submittedAt(),
                queued.rawId(),
                queued.name(),
                queued.owner(),
                queued.account(),
                queued.partition(),
                queued.qos(),
                queued.state(),
                queued.reason(),
                queued.nodes(),
                queued.cpus(),
                queued.gpus().isPresent() ? Math.toIntExact(queued.gpus().getAsLong()) : null,
                queued.tresPerNode().stream().map(Gres::toString).collect(Collectors.joining(",")),
                queued.nodeList(),
                queued.timeLimit().duration().orElse(null),
                null,
                begun ? queued.startsAt().orElse(null) : null,
                over ? queued.endsAt().orElse(null) : null,
                null,
                queued.comment(),
                queued.workDir(),
                null,
                null,
                !over,
                false,
                "squeue",
                observedAt);
    }

    /** From slurmctld's own record of one job, asked for right after it was submitted. */
    static Job of(JobDetail detail, Instant observedAt) {
        boolean over = detail.state().isTerminal();
        boolean begun = over || detail.state().holdsNodes();
        return new Job(
                JobId.of(detail.id().number()),
                detail.submittedAt(),
                detail.rawId(),
                detail.name(),
                detail.owner(),
                detail.account(),
                detail.partition(),
                detail.qos(),
                detail.state(),
                detail.reason(),
                nodes(detail),
                Math.toIntExact(detail.requested().cpus().orElse(0)),
                detail.requested().gpus().isPresent()
                        ? Math.toIntExact(detail.requested().gpus().getAsLong())
                        : null,
                "",
                detail.nodeList(),
                detail.timeLimit().duration().orElse(null),
                detail.eligibleAt().orElse(null),
                begun ? detail.startsAt().orElse(null) : null,
                over ? detail.endsAt().orElse(null) : null,
                over ? detail.exit() : null,
                detail.comment(),
                detail.workDir(),
                null,
                null,
                !over,
                false,
                "scontrol",
                observedAt);
    }

    /** The job as accounting ends it: what accounting does not know stays as it was seen before. */
    static Job ended(Job job, AccountedJob accounted, Instant observedAt) {
        return new Job(
                job.id(),
                job.submittedAt(),
                job.rawId(),
                job.name(),
                job.owner(),
                job.account(),
                job.partition(),
                job.qos(),
                accounted.state(),
                accounted.reason().isNone() ? job.reason() : accounted.reason(),
                accounted.nodes() > 0 ? accounted.nodes() : job.nodes(),
                accounted.cpus() > 0 ? accounted.cpus() : job.cpus(),
                job.gpus() == null ? gpus(accounted) : job.gpus(),
                job.tresPerNode(),
                accounted.nodeList().isEmpty() ? job.nodeList() : accounted.nodeList(),
                job.timeLimit(),
                accounted.eligibleAt().orElse(job.eligibleAt()),
                accounted.startedAt().orElse(job.startedAt()),
                accounted.endedAt().orElse(job.endedAt()),
                accounted.exit().map(exit -> exit.orFuller(job.exitStatus())).orElse(job.exitStatus()),
                job.comment(),
                job.workDir(),
                job.stdOut(),
                job.allocation(),
                false,
                false,
                "sacct",
                observedAt);
    }

    /** The job as the log of completed jobs ends it; that log tells little. */
    static Job completed(Job job, CompletedJob run, Instant observedAt) {
        return new Job(
                job.id(),
                job.submittedAt(),
                job.rawId(),
                job.name(),
                job.owner(),
                job.account(),
                job.partition(),
                job.qos(),
                run.state(),
                job.reason(),
                job.nodes(),
                job.cpus(),
                job.gpus(),
                job.tresPerNode(),
                run.nodeList().isEmpty() ? job.nodeList() : run.nodeList(),
                job.timeLimit(),
                job.eligibleAt(),
                job.startedAt(),
                job.endedAt(),
                run.exit().orElse(job.exitStatus()),
                job.comment(),
                job.workDir(),
                job.stdOut(),
                job.allocation(),
                false,
                false,
                "jobcomp",
                observedAt);
    }

    /** A run that the queue never showed to the portal, as accounting has it. */
    static Job of(AccountedJob accounted, Instant observedAt) {
        return new Job(
                accounted.id(),
                accounted.submittedAt(),
                accounted.rawId(),
                accounted.name(),
                accounted.owner(),
                accounted.account(),
                accounted.partition(),
                accounted.qos(),
                accounted.state(),
                accounted.reason(),
                accounted.nodes(),
                accounted.cpus(),
                gpus(accounted),
                "",
                accounted.nodeList(),
                accounted.timeLimit().duration().orElse(null),
                accounted.eligibleAt().orElse(null),
                accounted.startedAt().orElse(null),
                accounted.endedAt().orElse(null),
                accounted.exit().orElse(null),
                accounted.comment(),
                accounted.workDir(),
                null,
                null,
                false,
                false,
                "sacct",
                observedAt);
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

    private static int nodes(JobDetail detail) {
        return Math.toIntExact(detail.requested().count("node").orElse(1));
    }

    private static @Nullable Integer gpus(AccountedJob accounted) {
        return accounted.allocated().gpus().isPresent()
                ? Math.toIntExact(accounted.allocated().gpus().getAsLong())
                : null;
    }
}
