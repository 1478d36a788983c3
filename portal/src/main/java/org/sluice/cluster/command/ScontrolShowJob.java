package org.sluice.cluster.command;

import static org.sluice.slurm.SlurmText.orEmpty;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.sluice.cluster.JobDetail;
import org.sluice.cluster.Rows;
import org.sluice.slurm.Charge;
import org.sluice.slurm.ExitStatus;
import org.sluice.slurm.Gres;
import org.sluice.slurm.HostList;
import org.sluice.slurm.JobId;
import org.sluice.slurm.JobKey;
import org.sluice.slurm.JobState;
import org.sluice.slurm.JobTimes;
import org.sluice.slurm.JobWords;
import org.sluice.slurm.Memory;
import org.sluice.slurm.Positions;
import org.sluice.slurm.Reading;
import org.sluice.slurm.Reason;
import org.sluice.slurm.TimeLimit;
import org.sluice.slurm.Tres;
import org.sluice.slurm.UnreadableWord;

/**
 * {@code scontrol show job} of one job: what the queue does not tell, such as its output files and the GPUs it holds on
 * each node. Give it the raw number: the number of an array gives every task of it.
 */
public final class ScontrolShowJob {
    private static final String SOURCE = "scontrol show job";
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
    public static Optional<JobDetail> parse(long rawId, String stdout, Instant observedAt) {
        return parseAll(stdout, observedAt).all().stream()
                .filter(job -> job.rawId() == rawId)
                .findFirst();
    }

    static Rows<JobDetail> parseAll(String stdout, Instant observedAt) {
        return Rows.read(Blocks.of(stdout, "JobId"), block -> read(JobBlock.of(block), observedAt));
    }

    private static JobDetail read(JobBlock job, Instant observedAt) {
        KeyValues fields = job.fields();
        JobState state = JobState.parse(fields.require("JobState"));
        return new JobDetail(
                new JobKey(id(job.head()), submitted(fields)),
                Long.parseLong(job.head().require("JobId")),
                new JobWords(job.name(), orEmpty(job.text("Comment")), job.text("WorkDir")),
                new Charge(
                        owner(fields.require("UserId")),
                        orEmpty(fields.get("Account")),
                        orEmpty(fields.get("Partition")),
                        orEmpty(fields.get("QOS"))),
                state,
                Reason.parse(fields.get("Reason")),
                ExitStatus.parse(fields.require("ExitCode")),
                fields.find("DerivedExitCode").map(ExitStatus::parse),
                Integer.parseInt(fields.require("Restarts")),
                orEmpty(fields.get("Dependency")),
                times(fields, state),
                orEmpty(fields.get("NodeList")),
                Tres.parse(FieldNames.REQUESTED_TRES.in(fields)),
                state.isWaiting() ? Tres.NONE : Tres.parse(FieldNames.ALLOCATED_TRES.in(fields)),
                shares(job, observedAt),
                new JobDetail.Files(orEmpty(job.text("Command")), path(job.text("StdOut")), path(job.text("StdErr"))));
    }

    private static String owner(String written) {
        Matcher user = USER.matcher(written);
        if (!user.matches()) {
            throw new UnreadableWord(written, "a user such as alice(1001)");
        }
        return user.group(1);
    }

    /** StartTime and EndTime are expectations until the job has started and ended. */
    private static JobTimes times(KeyValues fields, JobState state) {
        boolean over = state.isTerminal();
        return new JobTimes(
                Written.time(fields.get("EligibleTime")).orElse(null),
                over || state.holdsNodes()
                        ? Written.time(fields.get("StartTime")).orElse(null)
                        : null,
                over ? Written.time(fields.get("EndTime")).orElse(null) : null,
                null,
                TimeLimit.parse(fields.get("TimeLimit")));
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

    private static String path(String written) {
        return written.contains(NO_TASK_YET) ? "" : orEmpty(written);
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
