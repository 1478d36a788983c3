package org.sluice.cluster;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sluice.access.ActingUser;
import org.sluice.cluster.command.CommandEnvironment;
import org.sluice.cluster.command.CompletionLog;
import org.sluice.cluster.command.GetentPasswd;
import org.sluice.cluster.command.Sacct;
import org.sluice.cluster.command.SacctmgrShowAssociations;
import org.sluice.cluster.command.SacctmgrShowUsers;
import org.sluice.cluster.command.Sbatch;
import org.sluice.cluster.command.Scancel;
import org.sluice.cluster.command.ScontrolPowerNode;
import org.sluice.cluster.command.ScontrolShowConfig;
import org.sluice.cluster.command.ScontrolShowJob;
import org.sluice.cluster.command.ScontrolShowNode;
import org.sluice.cluster.command.ScontrolShowPartition;
import org.sluice.cluster.command.ScontrolShowReservation;
import org.sluice.cluster.command.ScontrolWriteBatchScript;
import org.sluice.cluster.command.SlurmWords;
import org.sluice.cluster.command.Squeue;
import org.sluice.remote.Answer;
import org.sluice.remote.AnswerLost;
import org.sluice.remote.ClusterUnreachable;
import org.sluice.remote.Command;
import org.sluice.remote.RemoteShell;
import org.sluice.slurm.JobFacts;
import org.sluice.slurm.JobId;
import org.sluice.slurm.SbatchOptions;
import org.springframework.stereotype.Component;

/**
 * Slurm's commands, each run as a person, with their answers read.
 *
 * <p>All of them fail in the same three ways: {@link SlurmRefused} with Slurm's words, {@link ClusterUnreachable} when
 * nothing was asked, {@link AnswerLost} when it was asked and the answer is not known.
 */
@Component
public class Slurm {
    private static final Logger log = LoggerFactory.getLogger(Slurm.class);
    private static final Duration DEADLINE = Duration.ofSeconds(25);
    private static final Duration ON_TOP = Duration.ofSeconds(10);
    private static final Duration PICTURE_LIMIT = Duration.ofSeconds(10);
    private static final Duration ORDER_LIMIT = Duration.ofSeconds(10);
    private static final Duration PER_ORDER = Duration.ofSeconds(1);
    private static final int PICTURE_BYTES = 64 << 20;

    private final RemoteShell shell;
    private final Clock clock;
    private final Map<String, Integer> unreadable = new ConcurrentHashMap<>();

    Slurm(RemoteShell shell, Clock clock) {
        this.shell = shell;
        this.clock = clock;
    }

    /** What Slurm answered to a poll, not read yet. */
    record PollAnswer(Instant asked, Instant answered, Squeue squeue, List<Answer> answers) {
        /** What Slurm and the way to it needed. */
        Duration took() {
            return Duration.between(asked, answered);
        }
    }

    /** Asks for queue, nodes, partitions and reservations in one round trip. */
    PollAnswer poll(ActingUser who) {
        Instant begun = clock.instant();
        Squeue squeue = Squeue.ask();
        List<Answer> answers = shell.run(
                who,
                List.of(
                        command(squeue.argv()).within(PICTURE_LIMIT).answeringAtMost(PICTURE_BYTES),
                        command(ScontrolShowNode.argv()).within(PICTURE_LIMIT).answeringAtMost(PICTURE_BYTES),
                        command(ScontrolShowPartition.argv()).within(PICTURE_LIMIT),
                        command(ScontrolShowReservation.argv()).within(PICTURE_LIMIT)),
                PICTURE_LIMIT.multipliedBy(4).plus(ON_TOP));
        return new PollAnswer(begun, clock.instant(), squeue, answers);
    }

    /** Reads the answer to a poll. */
    Snapshot read(PollAnswer poll) {
        List<Answer> answers = poll.answers();
        Rows<QueuedJob> jobs = poll.squeue().parse(output("squeue", answers.get(0)));
        Rows<NodeRecord> nodes = ScontrolShowNode.parse(output("scontrol show node", answers.get(1)));
        Rows<PartitionRecord> partitions =
                ScontrolShowPartition.parse(output("scontrol show partition", answers.get(2)));
        Rows<ReservationRecord> reservations =
                ScontrolShowReservation.parse(output("scontrol show reservation", answers.get(3)));
        int lost = unread("squeue", jobs)
                + unread("scontrol show node", nodes)
                + unread("scontrol show partition", partitions)
                + unread("scontrol show reservation", reservations);
        return Snapshot.of(
                poll.answered(), poll.took(), jobs.all(), nodes.all(), partitions.all(), reservations.all(), lost);
    }

    /** Whether slurmctld answers at all: one small question, for while it does not. */
    void knock(ActingUser who) {
        output(
                "scontrol ping",
                shell.run(who, command(List.of("scontrol", "ping")).within(PICTURE_LIMIT), PICTURE_LIMIT.plus(ON_TOP)));
    }

    /**
     * Submits the script. Never to be called twice for the same wish.
     *
     * @param limit after this the head itself ends sbatch
     */
    public SubmissionAnswer submit(ActingUser who, SbatchOptions options, String script, Duration limit) {
        Answer answer =
                shell.run(who, command(Sbatch.argv(options)).reading(script).within(limit), limit.plus(ON_TOP));
        return Sbatch.answer(answer.status(), answer.output(), answer.errors());
    }

    public void cancel(ActingUser who, JobId job) {
        ask(who, "scancel", Scancel.argv(job));
    }

    /**
     * Gives scontrol these orders, one after the other in one round trip. An order that is refused does not keep the
     * next from being given.
     *
     * @return for each order Slurm's words where it was refused
     * @throws AnswerLost some of them may have been done
     */
    public List<Optional<String>> order(ActingUser who, List<ScontrolOrder> orders) {
        List<Command> commands = orders.stream()
                .map(order -> command(order.words()).within(ORDER_LIMIT))
                .toList();
        Duration deadline = DEADLINE.plus(PER_ORDER.multipliedBy(orders.size()));
        return shell.run(who, commands, deadline).stream().map(Slurm::refusal).toList();
    }

    /** A setting of slurmctld, such as {@code RebootProgram}; empty where it is not set. */
    public String setting(ActingUser who, String key) {
        return ScontrolShowConfig.value(ask(who, "scontrol", ScontrolShowConfig.argv()), key);
    }

    /** Has Slurm wait for a CLOUD node's machine. */
    public void powerUp(ActingUser who, String node) {
        ask(who, "scontrol", ScontrolPowerNode.up(node));
    }

    /** Has Slurm give a CLOUD node's machine back when its jobs have ended. */
    public void powerDownWhenIdle(ActingUser who, String node, String reason) {
        ask(who, "scontrol", ScontrolPowerNode.downWhenIdle(node, reason));
    }

    /** Has Slurm take a CLOUD node for powered down at once. */
    public void powerDownNow(ActingUser who, String node, String reason) {
        ask(who, "scontrol", ScontrolPowerNode.downNow(node, reason));
    }

    /** All that slurmctld knows of a job; empty once it has forgotten it. */
    public Optional<JobDetail> job(ActingUser who, long rawId) {
        String answer = ask(who, "scontrol", ScontrolShowJob.argv(rawId));
        return one("scontrol show job", ScontrolShowJob.parse(rawId, answer, clock.instant()));
    }

    /** The same for a job that squeue has shown: what its owner wrote cannot be taken for Slurm's. */
    public Optional<JobDetail> job(ActingUser who, JobFacts known) {
        String answer = ask(who, "scontrol", ScontrolShowJob.argv(known.rawId()));
        return one("scontrol show job", ScontrolShowJob.parse(known, answer, clock.instant()));
    }

    /** The script of a job, as far as Slurm gives it to this person. */
    public String script(ActingUser who, long rawId) {
        return ask(who, "scontrol", ScontrolWriteBatchScript.argv(rawId));
    }

    /** What accounting has of these jobs: every run, the earlier ones of requeued jobs and of re-used ids too. */
    public List<AccountedJob> accounted(ActingUser who, Collection<JobId> jobs) {
        Sacct sacct = Sacct.ask();
        return read("sacct", sacct.parse(ask(who, "sacct", sacct.argv(jobs))));
    }

    /** What accounting has of everybody's jobs between these moments. */
    public List<AccountedJob> accounted(ActingUser who, Instant from, Instant until) {
        Sacct sacct = Sacct.ask();
        return read("sacct", sacct.parse(ask(who, "sacct", sacct.argv(from, until))));
    }

    /** What the log of completed jobs has of this number, the oldest first; none where the site keeps no such log. */
    public List<CompletedJob> completed(ActingUser who, long rawId) {
        String config = ask(who, "scontrol", ScontrolShowConfig.argv());
        if (!ScontrolShowConfig.value(config, "JobCompType").equals("jobcomp/filetxt")) {
            return List.of();
        }
        String log = ScontrolShowConfig.value(config, "JobCompLoc");
        Answer answer = shell.run(who, command(CompletionLog.argv(log, rawId)), DEADLINE);
        return answer.status() == CompletionLog.NOTHING_FOUND
                ? List.of()
                : read("grep", CompletionLog.parse(output("grep", answer)));
    }

    /** The name of a Unix user by its number; empty where the head has none. */
    Optional<String> userName(ActingUser who, long uid) {
        Answer answer = shell.run(who, command(GetentPasswd.argv(uid)), DEADLINE);
        return answer.succeeded() ? GetentPasswd.name(answer.output()) : Optional.empty();
    }

    public List<Association> associations(ActingUser who) {
        return read("sacctmgr", SacctmgrShowAssociations.parse(ask(who, "sacctmgr", SacctmgrShowAssociations.argv())));
    }

    public List<SlurmUser> users(ActingUser who) {
        return read("sacctmgr", SacctmgrShowUsers.parse(ask(who, "sacctmgr", SacctmgrShowUsers.argv())));
    }

    private String ask(ActingUser who, String program, List<String> argv) {
        return output(program, shell.run(who, command(argv).answeringAtMost(PICTURE_BYTES), DEADLINE));
    }

    private static Command command(List<String> argv) {
        Command command = Command.of(argv);
        for (Map.Entry<String, String> variable : CommandEnvironment.VARIABLES.entrySet()) {
            command = command.with(variable.getKey(), variable.getValue());
        }
        return command;
    }

    private static String output(String program, Answer answer) {
        if (answer.ranOutOfTime()) {
            throw new AnswerLost(AnswerLost.Way.OUT_OF_TIME, program + " did not answer in time.");
        }
        if (!answer.succeeded()) {
            String words = SlurmWords.of(answer.errors().isBlank() ? answer.output() : answer.errors());
            throw new SlurmRefused(program, words, answer.status());
        }
        return answer.output();
    }

    private <R> List<R> read(String question, Rows<R> rows) {
        unread(question, rows);
        return rows.all();
    }

    private <R> Optional<R> one(String question, Rows<R> rows) {
        return read(question, rows).stream().findFirst();
    }

    private static Optional<String> refusal(Answer answer) {
        try {
            output("scontrol", answer);
            return Optional.empty();
        } catch (SlurmRefused refused) {
            return Optional.of(refused.words());
        }
    }

    /** Says in the log what could not be read, once until it is another number of rows. */
    private int unread(String question, Rows<?> rows) {
        Integer before = unreadable.put(question, rows.unreadable());
        if (rows.unreadable() > 0 && !Integer.valueOf(rows.unreadable()).equals(before)) {
            log.warn(
                    "{} rows of {} could not be read whole, for example {}",
                    rows.unreadable(),
                    question,
                    rows.samples());
        }
        return rows.unreadable();
    }
}
