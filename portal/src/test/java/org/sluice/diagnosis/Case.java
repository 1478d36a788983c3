package org.sluice.diagnosis;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import org.sluice.cluster.AccountedJob;
import org.sluice.cluster.JobDetail;
import org.sluice.cluster.NodeRecord;
import org.sluice.cluster.PartitionRecord;
import org.sluice.cluster.QueuedJob;
import org.sluice.cluster.ReservationRecord;
import org.sluice.cluster.command.RecordedJob;
import org.sluice.cluster.command.ScontrolShowReservation;
import org.sluice.files.JobOutput;
import org.sluice.files.OutputLine;
import org.sluice.gpu.GpuSummary;
import org.sluice.jobs.Job;
import org.sluice.jobs.JobRecord;
import org.sluice.jobs.JobStep;
import org.sluice.jobs.Place;
import org.sluice.jobs.Seen;
import org.sluice.slurm.ArrayTasks;
import org.sluice.slurm.Charge;
import org.sluice.slurm.ExitStatus;
import org.sluice.slurm.Gres;
import org.sluice.slurm.JobId;
import org.sluice.slurm.JobKey;
import org.sluice.slurm.JobSize;
import org.sluice.slurm.JobState;
import org.sluice.slurm.JobTimes;
import org.sluice.slurm.JobWords;
import org.sluice.slurm.Memory;
import org.sluice.slurm.NodeState;
import org.sluice.slurm.Reason;
import org.sluice.slurm.TimeLimit;
import org.sluice.slurm.Tres;

/** A job of alice as the rules are shown it, in the words Slurm and programs use. */
final class Case {
    static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");
    static final String OUT = "/home/alice/slurm-4711.out";

    private final String state;
    private final boolean live;
    private String reason = "None";
    private @Nullable ExitStatus exit;
    private int nodes = 1;
    private @Nullable Integer gpus;
    private @Nullable Duration limit = Duration.ofHours(1);
    private @Nullable Instant started = NOW.minusSeconds(600);
    private boolean settled = true;
    private Tres allocated = Tres.parse("cpu=1,mem=1000M,node=1,billing=1");
    private String dependency = "";
    private @Nullable String cancelledBy;
    private final List<JobStep> steps = new ArrayList<>();
    private final List<Job> earlier = new ArrayList<>();
    private final List<OutputLine> lines = new ArrayList<>();
    private @Nullable String problem;
    private final List<GpuSummary.Gpu> summary = new ArrayList<>();
    private Memory nodeMemory = Memory.ofMebibytes(256_000);
    private TimeLimit maxTime = TimeLimit.parse("2-00:00:00");
    private String partitionState = "UP";
    private String nodeState = "IDLE";
    private int gpusHeld;
    private long priority = 100;
    private @Nullable Instant expected;
    private final List<QueuedJob> others = new ArrayList<>();
    private final List<ReservationRecord> reservations = new ArrayList<>();

    private Case(String state, boolean live) {
        this.state = state;
        this.live = live;
    }

    static Case ended(String state, String exitStatus) {
        Case made = new Case(state, false);
        made.exit = ExitStatus.parse(exitStatus);
        return made;
    }

    static Case leftTheQueue() {
        return new Case("RUNNING", false);
    }

    /** Two hours of maintenance of the job's node that begin after this time. */
    Case maintenance(String name, Duration after) {
        reservations.addAll(ScontrolShowReservation.parse("ReservationName=" + name + " StartTime="
                        + NOW.plus(after).getEpochSecond() + " EndTime="
                        + NOW.plus(after).plusSeconds(7200).getEpochSecond()
                        + " Nodes=a1 NodeCnt=1 Flags=MAINT Users=root State=INACTIVE")
                .all());
        return this;
    }

    static Case waiting(String reason) {
        Case made = new Case("PENDING", true);
        made.reason = reason;
        made.started = null;
        return made;
    }

    /** A job as a real cluster told it; its output as it lies in its recording. */
    static Case recorded(String situation) {
        RecordedJob recording = new RecordedJob(situation);
        JobDetail detail = recording.detail();
        List<AccountedJob> runs = recording.runs();
        boolean itsLive = !detail.state().isTerminal();
        AccountedJob end = itsLive || runs.isEmpty() ? null : runs.get(runs.size() - 1);
        Case made = new Case(end == null ? detail.state().raw() : end.state().raw(), itsLive);
        runs.stream()
                .filter(run -> run.submittedAt().isBefore(detail.submittedAt()))
                .forEach(run -> made.earlierRun(run.state().raw()));
        made.reason = detail.reason().toString();
        ExitStatus told = detail.exit().orElseThrow();
        made.exit = end == null ? told : end.exit().orElseThrow().orFuller(told);
        made.limit = detail.timeLimit().duration().orElse(null);
        made.dependency = detail.dependency();
        made.started = itsLive ? null : detail.startedAt();
        made.allocated = end == null ? Tres.NONE : end.allocated();
        if (end != null) {
            end.steps()
                    .forEach(step -> made.step(
                            step.step(),
                            step.state().raw(),
                            step.exit().map(ExitStatus::toString).orElse("0:0")));
        }
        return made.says(recording.output().toArray(String[]::new));
    }

    Case reason(String word) {
        reason = word;
        return this;
    }

    Case neverStarted() {
        started = null;
        return this;
    }

    Case notSettled() {
        settled = false;
        return this;
    }

    Case holding(String tres, int onNodes) {
        allocated = Tres.parse(tres);
        nodes = onNodes;
        return this;
    }

    Case gpus(int number, int onNodes) {
        gpus = number;
        nodes = onNodes;
        return this;
    }

    Case limit(Duration duration) {
        limit = duration;
        return this;
    }

    Case dependency(String words) {
        dependency = words;
        return this;
    }

    Case cancelledBy(@Nullable String user) {
        cancelledBy = user;
        return this;
    }

    Case step(String step, String stepState, String exitStatus) {
        steps.add(new JobStep(
                step, step, JobState.parse(stepState), ExitStatus.parse(exitStatus), null, null, 1, "a1", null, null));
        return this;
    }

    Case says(String... output) {
        for (String line : output) {
            lines.add(new OutputLine(OUT, lines.size() + 1L, line));
        }
        return this;
    }

    Case outputRefused(String words) {
        problem = words;
        return this;
    }

    /** @param memoryMib most memory in use, of 81,920 */
    Case gpu(String title, double idleShare, double memoryMib) {
        summary.add(new GpuSummary.Gpu(
                title,
                title.split(" ", 2)[0],
                "NVIDIA A100",
                false,
                Duration.ofMinutes(10),
                Duration.ofMinutes(10),
                120,
                100 * (1 - idleShare),
                idleShare >= 0.8,
                idleShare,
                memoryMib,
                NOW,
                81_920));
        return this;
    }

    Case earlierRun(String runState) {
        earlier.add(job(runState, NOW.minusSeconds(7200), false));
        return this;
    }

    Case nodeMemory(Memory memory) {
        nodeMemory = memory;
        return this;
    }

    Case partition(String partState, String maximum) {
        partitionState = partState;
        maxTime = TimeLimit.parse(maximum);
        return this;
    }

    /** @param held of its 4 GPUs */
    Case node(String words, int held) {
        nodeState = words;
        gpusHeld = held;
        return this;
    }

    Case expectedAt(Instant start) {
        expected = start;
        return this;
    }

    /** Somebody's job beside it. */
    Case other(long id, String owner, String otherState, long itsPriority, @Nullable Instant ends) {
        others.add(queued(id, owner, otherState, itsPriority, ends));
        return this;
    }

    List<Finding> findings() {
        return explanation(Budget.usual()).findings();
    }

    Explanation explanation(Budget budget) {
        return Rules.apply(evidence(budget));
    }

    /** The only finding there is. */
    Finding finding() {
        List<Finding> all = findings();
        if (all.size() != 1) {
            throw new AssertionError("one finding was expected: " + all);
        }
        return all.get(0);
    }

    Evidence evidence(Budget budget) {
        Job job = job(state, NOW.minusSeconds(3600), live);
        return new Evidence(
                job,
                new JobRecord(steps, null, null, Tres.NONE, allocated, OUT, dependency, 0, cancelledBy),
                earlier,
                new JobOutput(lines, true, problem, problem != null),
                new GpuSummary(summary, List.of()),
                queue(),
                NOW,
                budget);
    }

    private Job job(String itsState, Instant submitted, boolean itsLive) {
        return new Job(
                new JobKey(JobId.of(4711), submitted),
                4711,
                new JobWords("train", "", "/home/alice"),
                new Charge("alice", "research", "gpu", "normal"),
                JobState.parse(itsState),
                Reason.parse(reason),
                exit,
                new JobSize(nodes, nodes, gpus, List.of(), ArrayTasks.NONE),
                new JobTimes(
                        null,
                        started,
                        itsLive ? null : NOW.minusSeconds(60),
                        null,
                        limit == null ? TimeLimit.NOT_SET : TimeLimit.of(limit)),
                new Place(started == null ? "" : "a1", OUT, null),
                new Seen(itsLive, settled, itsLive ? "squeue" : "sacct", NOW.minusSeconds(30)));
    }

    private Queue queue() {
        NodeRecord node = new NodeRecord(
                "a1",
                "a1",
                "22.05.8",
                NodeState.parse(nodeState),
                32,
                0,
                OptionalDouble.empty(),
                nodeMemory,
                new Memory(0),
                Optional.empty(),
                Gres.parseList("gpu:a100:4"),
                Gres.parseList("gpu:a100:" + gpusHeld),
                Tres.NONE,
                Tres.NONE,
                List.of(),
                List.of("gpu"),
                nodeState.contains("DRAIN")
                        ? Optional.of(new NodeRecord.Why("fan broken", "dana", Optional.of(NOW)))
                        : Optional.empty(),
                Optional.empty(),
                NodeRecord.Machine.NOT_KNOWN,
                List.of());
        PartitionRecord partition = new PartitionRecord(
                "gpu",
                partitionState,
                true,
                maxTime,
                maxTime,
                List.of(),
                List.of(),
                List.of(),
                "a1",
                1,
                32,
                OptionalInt.empty(),
                Tres.NONE,
                PartitionRecord.Terms.NONE,
                List.of());
        return new Queue(
                live ? queued(4711, "alice", state, priority, expected) : null,
                partition,
                List.of(node),
                reservations,
                others,
                job -> job.owner().equals("alice"),
                NOW);
    }

    private QueuedJob queued(long id, String owner, String itsState, long itsPriority, @Nullable Instant at) {
        boolean waits = JobState.parse(itsState).isWaiting();
        return new QueuedJob(
                new JobKey(JobId.of(id), NOW.minusSeconds(3600)),
                id,
                new JobWords("train", "", "/home/" + owner),
                new Charge(owner, "research", "gpu", "normal"),
                JobState.parse(itsState),
                Reason.parse(waits ? "Priority" : "None"),
                JobSize.of(1, 1, Gres.parseList("gpu:a100:2")),
                new JobTimes(null, waits ? null : NOW, null, null, TimeLimit.of(Duration.ofHours(1))),
                new QueuedJob.Needs(null, dependency, reason.startsWith("Reservation") ? "maintenance" : "", ""),
                new QueuedJob.Forecast(waits ? at : NOW, waits ? null : at),
                waits ? "" : "a1",
                "",
                itsPriority,
                "");
    }

    /** The marks of a finding's citations and what they quote, in order. */
    static Map<String, String> quoted(Finding finding) {
        Map<String, String> quoted = new java.util.LinkedHashMap<>();
        for (Citation citation : finding.citations()) {
            String words = citation instanceof Citation.Line line
                    ? line.text()
                    : citation instanceof Citation.Field field
                            ? field.value()
                            : ((Citation.Sample) citation).quantity() + " " + ((Citation.Sample) citation).value();
            quoted.put(citation.mark(), words);
        }
        return quoted;
    }
}
