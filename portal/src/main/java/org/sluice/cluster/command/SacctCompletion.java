package org.sluice.cluster.command;

import static org.sluice.slurm.SlurmText.orEmpty;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.sluice.cluster.CompletedJob;
import org.sluice.cluster.Rows;
import org.sluice.slurm.ExitStatus;
import org.sluice.slurm.JobState;
import org.sluice.slurm.UnreadableWord;

/**
 * {@code sacct --completion}: what slurmctld wrote of a job when it ended, on clusters with {@code jobcomp/filetxt}. The
 * oldest entry of a number stands first.
 */
public final class SacctCompletion {
    private static final String FORMAT = "JobID,User,State,ExitCode,NodeList,JobName";
    private static final int COLUMNS = 6;
    /** {@code alice(1001)}, as this answer writes a user (22.05). */
    private static final Pattern USER = Pattern.compile("([^()\\s]+)\\(\\d+\\)");

    private final String separator;

    private SacctCompletion(String separator) {
        this.separator = separator;
    }

    public static SacctCompletion ask() {
        return new SacctCompletion(Mark.drawn().text());
    }

    static SacctCompletion separatedBy(String separator) {
        return new SacctCompletion(separator);
    }

    public List<String> argv(long rawId) {
        return List.of(
                "sacct",
                "--completion",
                "--noheader",
                "--parsable2",
                "--delimiter=" + separator,
                "--format=" + FORMAT,
                "--jobs=" + rawId);
    }

    public Rows<CompletedJob> parse(String stdout) {
        return Rows.read(stdout.lines().filter(line -> !line.isBlank()).toList(), this::read);
    }

    private CompletedJob read(String line) {
        String[] columns = line.split(Pattern.quote(separator), COLUMNS);
        if (columns.length < COLUMNS) {
            throw new IllegalArgumentException("the row has " + columns.length + " columns, not " + COLUMNS);
        }
        Matcher user = USER.matcher(columns[1]);
        if (!user.matches()) {
            throw new UnreadableWord(columns[1], "a user such as alice(1001)");
        }
        return new CompletedJob(
                Long.parseLong(columns[0]),
                user.group(1),
                columns[5],
                JobState.parse(columns[2]),
                columns[3].isBlank() ? Optional.empty() : Optional.of(ExitStatus.parse(columns[3])),
                orEmpty(columns[4]));
    }
}
