package org.sluice.cluster.command;

import static org.sluice.slurm.SlurmText.orEmpty;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.sluice.cluster.JobDetail;
import org.sluice.cluster.Rows;
import org.sluice.slurm.ArrayTasks;
import org.sluice.slurm.Charge;
import org.sluice.slurm.Elapsed;
import org.sluice.slurm.ExitStatus;
import org.sluice.slurm.Gres;
import org.sluice.slurm.HostList;
import org.sluice.slurm.JobFacts;
import org.sluice.slurm.JobId;
import org.sluice.slurm.JobKey;
import org.sluice.slurm.JobSize;
import org.sluice.slurm.JobState;
import org.sluice.slurm.JobTimes;
import org.sluice.slurm.JobWords;
import org.sluice.slurm.Memory;
import org.sluice.slurm.Positions;
import org.sluice.slurm.Reading;
import org.sluice.slurm.Reason;
import org.sluice.slurm.SlurmDuration;
import org.sluice.slurm.TimeLimit;
import org.sluice.slurm.Tres;
import org.sluice.slurm.UnreadableWord;

/**
 * {@code scontrol show job} of one job: what the queue does not tell, such as its output files and the GPUs it holds on
 * each node. Give it the raw number: the number of an array gives every task of it.
 */
public final class ScontrolShowJob {
    private static final String SOURCE = "scontrol show job";
    private static final String UNREADABLE = "What Slurm says of the job's share of its nodes could not be read.";
    private static final Pattern USER = Pattern.compile("([^()\\s]+)\\((\\d+)\\).*", Pattern.DOTALL);
    /** A task that has not started has this instead of its index (22.05 and 24.11). */
    private static final String NO_TASK_YET = "4294967294";

    private ScontrolShowJob() {}

    public static List<String> argv(long rawId) {
        return List.of("scontrol", "--all", "--details", "show", "job", Long.toString(rawId));
    }

    /**
     * Reads the answer to the question for one job.
     *
     * @param rawId what was asked for; other jobs in the answer are not read, for only an asked job is believed to be
     *     written by slurmctld and not by somebody's job name
     */
    public static Rows<JobDetail> parse(long rawId, String stdout, Instant observedAt) {
        return parseAll(stdout, observedAt).only(job -> job.rawId() == rawId);
    }

    /** The same for a job whose name and comment squeue has shown: whatever they imitate, the rest is read for certain. */
    public static Rows<JobDetail> parse(JobFacts known, String stdout, Instant observedAt) {
        return parse(known.rawId(), KnownWords.cut(known, stdout), observedAt).map(job -> job.with(known.words()));
    }

    static Rows<JobDetail> parseAll(String stdout, Instant observedAt) {
        return Read.counted(Rows.read(Blocks.of(stdout, "JobId"), block -> read(JobBlock.of(block), observedAt)));
    }

    /** Reads a record that tells which job it is, whose and in which state; what else cannot be read is not known. */
    private static Read<JobDetail> read(JobBlock job, Instant observedAt) {
        KeyValues values = job.fields();
        TolerantFields fields = new TolerantFields(values);
        fields.giveUp(job.doubtful());
        JobState state = JobState.parse(values.require("JobState"));
        JobId id = id(job.head());
        Tres requested = fields.read("TRES", FieldNames.REQUESTED_TRES.in(values), Tres::parse, Tres.NONE);
        Tres allocated = fields.read("AllocTRES", FieldNames.ALLOCATED_TRES.in(values), Tres::parse, Tres.NONE);
        JobDetail detail = new JobDetail(
                new JobKey(id, submitted(values)),
                Long.parseLong(job.head().require("JobId")),
                new JobWords(job.name(), orEmpty(job.text("Comment")), job.text("WorkDir")),
                new Charge(
                        owner(values.require("UserId")),
                        orEmpty(fields.get("Account")),
                        orEmpty(fields.get("Partition")),
                        orEmpty(fields.get("QOS"))),
                state,
                Reason.parse(fields.get("Reason")),
                fields.require("ExitCode", ScontrolShowJob::exit, Optional.empty()),
                values.find("DerivedExitCode").isPresent()
                        ? fields.require("DerivedExitCode", ScontrolShowJob::exit, Optional.empty())
                        : Optional.empty(),
                fields.require("Restarts", Integer::parseInt, 0),
                orEmpty(fields.get("Dependency")),
                size(job, fields, requested, id.tasks()),
                times(fields, state, observedAt),
                fields.read("NodeList", Written::hostList, ""),
                requested,
                state.isWaiting() ? Tres.NONE : allocated,
                fields.read("Nodes", "", nothing -> shares(job, observedAt), Reading.notKnown(UNREADABLE)),
                new JobDetail.Files(orEmpty(job.text("Command")), path(job.text("StdOut")), path(job.text("StdErr"))));
        return new Read<>(detail, fields.unread());
    }

    private static Optional<ExitStatus> exit(String written) {
        return Optional.of(ExitStatus.parse(written));
    }

    private static JobSize size(JobBlock job, TolerantFields fields, Tres requested, ArrayTasks tasks) {
        int nodes = count(requested.count("node"), fields.get("NumNodes"));
        int cpus = count(requested.cpus(), fields.get("NumCPUs"));
        Integer gpus = AskedGpus.of(job, fields, requested, nodes);
        return new JobSize(nodes, cpus, gpus, AskedGpus.onEachNode(job, fields), tasks);
    }

    /** As it is counted among the trackable resources, or else as the job's own field tells; 0 where neither can be read. */
    private static int count(OptionalLong tracked, String field) {
        return tracked.isPresent() && tracked.getAsLong() <= Integer.MAX_VALUE
                ? (int) tracked.getAsLong()
                : Written.limit(field).orElse(0);
    }

    private static String owner(String written) {
        Matcher user = USER.matcher(written);
        if (!user.matches()) {
            throw new UnreadableWord(written, "a user such as alice(1001)");
        }
        return user.group(1);
    }

    private static JobTimes times(TolerantFields fields, JobState state, Instant observedAt) {
        JobTimes told = JobTimes.told(
                state,
                orEmpty(fields.get("NodeList")),
                time(fields, "StartTime"),
                time(fields, "EndTime"),
                fields.read("TimeLimit", TimeLimit::parse, TimeLimit.NOT_SET));
        boolean runs = told.startedAt() != null && told.endedAt() == null;
        Elapsed elapsed = SlurmDuration.tryParse(fields.get("RunTime"))
                .filter(ran -> runs)
                .map(ran -> new Elapsed(ran, observedAt))
                .orElse(null);
        return told.with(time(fields, "EligibleTime"), elapsed);
    }

    private static @Nullable Instant time(TolerantFields fields, String key) {
        Optional<Instant> time = fields.read(key, Written::time, Optional.empty());
        return time.orElse(null);
    }

    private static JobId id(KeyValues head) {
        String number = head.require("JobId");
        Optional<String> task = head.find("ArrayTaskId");
        if (task.isPresent()) {
            boolean started = task.get().matches("\\d+");
            return JobId.parse(head.require("ArrayJobId") + (started ? "_" + task.get() : "_[" + task.get() + "]"));
        }
        return head.find("HetJobId")
                .map(leader -> JobId.parse(leader + "+" + head.require("HetJobOffset")))
                .orElseGet(() -> JobId.parse(number));
    }

    private static Instant submitted(KeyValues fields) {
        String submitted = fields.require("SubmitTime");
        return Written.time(submitted).orElseThrow(() -> new UnreadableWord(submitted, "when a job was submitted"));
    }

    /** A file always has a name: an empty --output= leaves the directory, or nothing (seen in 22.05). */
    private static @Nullable String path(String written) {
        String path = orEmpty(written);
        return path.isEmpty() || path.endsWith("/") || path.contains(NO_TASK_YET) ? null : path;
    }

    private static Reading<List<JobDetail.Share>> shares(JobBlock job, Instant observedAt) {
        if (job.shares().isEmpty()) {
            return Reading.notKnown("Slurm shows what a job holds on its nodes only while it holds them.");
        }
        List<JobDetail.Share> shares = new ArrayList<>();
        for (KeyValues share : job.shares()) {
            for (String node : HostList.expand(share.require("Nodes"))) {
                shares.add(new JobDetail.Share(
                        node,
                        Positions.parse(share.require("CPU_IDs")),
                        Memory.parse(share.require("Mem")),
                        Gres.parseList(share.get("GRES"))));
            }
        }
        boolean told = shares.stream().anyMatch(share -> !share.gres().isEmpty());
        boolean none = Gres.parseList(job.fields().get("JOB_GRES")).isEmpty();
        return told || none
                ? Reading.of(List.copyOf(shares), SOURCE, observedAt)
                : Reading.notKnown("Slurm forgets which generic resources a job held as soon as it has ended.");
    }
}
