package org.sluice.cluster.command;

import java.util.List;
import org.sluice.slurm.JobFacts;

/**
 * Takes the words of a job's owner, as squeue showed them, out of what scontrol says of the job, so that none of them can
 * be read as a line of Slurm's.
 */
final class KnownWords {
    private static final String NAME = " JobName=";
    private static final List<String> NEXT = List.of("\n   UserId=", "\n   " + JobBlock.COMPONENTS + "=");

    private KnownWords() {}

    /** The job's part of the answer without its name, comment and directory; the answer itself where they are not there. */
    static String cut(JobFacts known, String stdout) {
        String named = NAME + known.name();
        int begin = begin(known.rawId(), named, stdout);
        if (begin < 0) {
            return stdout;
        }
        int name = stdout.indexOf(NAME, begin);
        String rest = stdout.substring(name + named.length());
        String ofSlurm = without(without(rest, "Comment", known.comment()), "WorkDir", known.workDir());
        return Blocks.of(stdout.substring(begin, name) + NAME + ofSlurm, "JobId")
                .get(0);
    }

    /** Where the only record of this number and name begins; -1 where there is none, or more than one seem to be. */
    private static int begin(long rawId, String named, String stdout) {
        String id = "JobId=" + rawId + " ";
        int begin = -1;
        for (int at = stdout.indexOf(id); at >= 0; at = stdout.indexOf(id, at + 1)) {
            int name = stdout.indexOf(NAME, at);
            boolean atLine = at == 0 || stdout.charAt(at - 1) == '\n';
            boolean onIt = name >= 0 && stdout.indexOf('\n', at) > name;
            if (atLine && onIt && isNamed(named, name, stdout)) {
                if (begin >= 0) {
                    return -1;
                }
                begin = at;
            }
        }
        return begin;
    }

    private static boolean isNamed(String named, int at, String stdout) {
        int end = at + named.length();
        return stdout.startsWith(named, at) && NEXT.stream().anyMatch(next -> stdout.startsWith(next, end));
    }

    /** A text ends with its line; behind a comment stands a blank. */
    private static String without(String rest, String key, String text) {
        String line = "\n   " + key + "=" + text;
        int at = text.isEmpty() ? -1 : rest.indexOf(line);
        int end = at + line.length();
        boolean whole = at >= 0 && (rest.startsWith("\n", end) || rest.startsWith(" \n", end));
        return whole ? rest.substring(0, at) + rest.substring(end) : rest;
    }
}
