package org.sluice.cluster;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.sluice.access.AccessParts;
import org.sluice.access.ActingUser;
import org.sluice.remote.Answer;
import org.sluice.remote.ClusterUnreachable;
import org.sluice.remote.Command;
import org.sluice.remote.RemoteShell;

/** A head whose sacct knows what a test has put there, in the form it was asked for; it runs nothing else. */
public final class Accounting implements RemoteShell {
    private static final String SEPARATOR = "--delimiter=";
    private static final String FORMAT = "--format=";
    private static final Map<String, String> USUAL = Map.ofEntries(
            Map.entry("JobName", "train"),
            Map.entry("Account", "research"),
            Map.entry("Partition", "gpu"),
            Map.entry("QOS", "normal"),
            Map.entry("ExitCode", "0:0"),
            Map.entry("DerivedExitCode", "0:0"),
            Map.entry("ElapsedRaw", "1"),
            Map.entry("Timelimit", "01:00:00"),
            Map.entry("NNodes", "1"),
            Map.entry("NCPUS", "1"),
            Map.entry("State", "COMPLETED"));

    private final List<Map<String, String>> jobs = new ArrayList<>();
    private final List<String> completed = new ArrayList<>();
    private boolean away;
    private boolean none;
    private int questions;

    /** The commands of a cluster with this accounting. */
    public Slurm slurm(Clock clock) {
        return new Slurm(this, clock);
    }

    public void add(long id, String owner, Instant submittedAt, String comment) {
        jobs.add(Map.of(
                "JobID", Long.toString(id),
                "JobIDRaw", Long.toString(id),
                "User", owner,
                "Submit", Long.toString(submittedAt.getEpochSecond()),
                "Comment", comment));
    }

    /** A run or step with these columns; what is not given is usual. */
    public void add(Map<String, String> columns) {
        jobs.add(columns);
    }

    /** From now on the cluster keeps no accounting. */
    public void disable() {
        none = true;
    }

    /** A line of the log of completed jobs, as jobcomp/filetxt writes it. */
    public void complete(long rawId, String owner, String state, String exit, String node) {
        completed.add("JobId=" + rawId + " UserId=" + owner + "(1001) GroupId=users(100) Name=train JobState=" + state
                + " Partition=gpu TimeLimit=60 StartTime=2026-11-21T12:45:11 EndTime=2026-11-21T12:45:37 NodeList="
                + node
                + " NodeCnt=1 WorkDir=/home DerivedExitCode=0:0 ExitCode=" + exit + " \n");
    }

    /** The names behind numbers, as that head knows them. */
    public UserNames names(Clock clock) {
        return new UserNames(slurm(clock), AccessParts.polling("poll"));
    }

    /** From now on it does not answer, or answers again. */
    public void away(boolean now) {
        away = now;
    }

    public int questions() {
        return questions;
    }

    @Override
    public List<Answer> run(ActingUser who, List<Command> commands, Duration deadline) {
        if (away) {
            throw new ClusterUnreachable(ClusterUnreachable.Obstacle.NO_CONNECTION, "Nobody is there.");
        }
        questions++;
        return commands.stream().map(command -> answer(command.words())).toList();
    }

    private Answer answer(List<String> words) {
        if (words.get(0).equals("getent")) {
            return new Answer(0, "olga:x:" + words.get(2) + ":1004::/home/olga:/bin/bash\n", "");
        }
        if (words.get(0).equals("scontrol")) {
            return new Answer(0, "JobCompLoc = /var/log/jobcomp.log\nJobCompType = jobcomp/filetxt\n", "");
        }
        if (words.get(0).equals("grep")) {
            String lines = completed.stream()
                    .filter(line -> Pattern.compile(words.get(2)).matcher(line).find())
                    .collect(Collectors.joining());
            return new Answer(lines.isEmpty() ? 1 : 0, lines, "");
        }
        return none ? new Answer(1, "", "Slurm accounting storage is disabled\n") : new Answer(0, rows(words), "");
    }

    private String rows(List<String> words) {
        if (!words.get(0).equals("sacct")) {
            throw new AssertionError("this head has only sacct: " + words);
        }
        String separator = valueOf(SEPARATOR, words);
        List<String> columns = List.of(valueOf(FORMAT, words).split(","));
        String header = String.join(separator, columns) + "\n";
        return jobs.stream()
                .map(job -> columns.stream()
                        .map(column -> job.getOrDefault(column, USUAL.getOrDefault(column, "")))
                        .collect(Collectors.joining(separator, "", "\n")))
                .collect(Collectors.joining("", header, ""));
    }

    private static String valueOf(String option, List<String> words) {
        return words.stream()
                .filter(word -> word.startsWith(option))
                .map(word -> word.substring(option.length()))
                .findFirst()
                .orElseThrow();
    }
}
