package org.sluice.cluster.command;

import static org.sluice.slurm.SlurmText.orEmpty;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import java.util.List;
import java.util.Optional;
import org.sluice.cluster.CompletedJob;
import org.sluice.cluster.Rows;
import org.sluice.slurm.ExitStatus;
import org.sluice.slurm.JobState;

/**
 * The log in which slurmctld notes each job's end on clusters with {@code JobCompType=jobcomp/filetxt}; a line a job, the
 * oldest first. It is searched with grep: {@code sacct --completion} opens it for writing, which only SlurmUser may (22.05).
 */
public final class CompletionLog {
    /** grep's status for no match. */
    public static final int NOTHING_FOUND = 1;

    /** Names and directories are people's words; the last writing of a key counts, so that a name cannot pretend another. */
    private static final Pattern LINE =
            Pattern.compile("JobId=(\\d+) UserId=([^\\s()]+)\\(\\d+\\) GroupId=\\S+ Name=(.*)"
                    + " JobState=(\\S+) Partition=\\S* TimeLimit=\\S* StartTime=\\S* EndTime=\\S* NodeList=(\\S*) .*"
                    + " ExitCode=(\\d+:\\d+)\\s*");

    private CompletionLog() {}

    public static List<String> argv(String path, long rawId) {
        return List.of("grep", "--text", "^JobId=" + rawId + " ", "--", path);
    }

    public static Rows<CompletedJob> parse(String stdout) {
        return Rows.read(stdout.lines().filter(line -> !line.isBlank()).toList(), CompletionLog::read);
    }

    private static CompletedJob read(String line) {
        Matcher matcher = LINE.matcher(line);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("this is no line of jobcomp/filetxt");
        }
        return new CompletedJob(
                Long.parseLong(matcher.group(1)),
                matcher.group(2),
                matcher.group(3),
                JobState.parse(matcher.group(4)),
                Optional.of(ExitStatus.parse(matcher.group(6))),
                orEmpty(matcher.group(5)));
    }
}
