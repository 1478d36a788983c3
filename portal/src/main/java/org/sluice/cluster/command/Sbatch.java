package org.sluice.cluster.command;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.sluice.cluster.SubmissionAnswer;
import org.sluice.slurm.JobId;
import org.sluice.slurm.SbatchOptions;

/** {@code sbatch}: submits the script on its standard input, and tells what became of it. Never to be run twice. */
public final class Sbatch {
    private static final Pattern PARSABLE = Pattern.compile("(\\d{1,10})(?:;[\\w.-]+)?");
    /** timeout(1) ended it (124, 137), or a signal did: the request may have been on its way. */
    private static final int TIMED_OUT = 124;

    private static final int SIGNALLED_FROM = 128;
    /** sbatch's own status for a refusal is 1; for errors of its options 255. */
    private static final int OPTIONS_REFUSED = 255;

    /** The request was not sent (slurm_errno.h: SLURMCTLD_COMMUNICATIONS_CONNECTION_ERROR). */
    private static final List<String> NOT_SENT =
            List.of("Unable to contact slurm controller (connect failure)", "Unable to establish controller machine");

    /** The request was sent, or may have been, and its answer did not come (slurm_errno.h). */
    private static final List<String> ANSWER_LOST = List.of(
            "Socket timed out on send/recv operation",
            "Zero Bytes were transmitted or received",
            "Message receive failure",
            "Message send failure",
            "Unable to contact slurm controller (send failure)",
            "Unable to contact slurm controller (receive failure)",
            "Unable to contact slurm controller (shutdown failure)",
            "Unexpected message received",
            "Header lengths are longer than data received",
            "Insane message length",
            "Transport endpoint is not connected",
            "Connection reset by peer",
            "Connection timed out",
            "Broken pipe");

    /** What the portal sets for its own questions has no business in the job: sbatch hands its environment on. */
    private static final List<String> OWN_ENVIRONMENT =
            List.of("LC_ALL", CommandEnvironment.TIME_FORMAT, CommandEnvironment.ARRAY_TASKS);

    private Sbatch() {}

    /** The script goes on standard input. */
    public static List<String> argv(SbatchOptions options) {
        List<String> argv = new ArrayList<>(List.of("env"));
        OWN_ENVIRONMENT.forEach(variable -> argv.add("--unset=" + variable));
        argv.addAll(List.of("sbatch", "--parsable"));
        argv.addAll(options.arguments());
        return List.copyOf(argv);
    }

    public static SubmissionAnswer answer(int exitStatus, String stdout, String stderr) {
        Matcher parsable = PARSABLE.matcher(stdout.strip());
        String words = SlurmWords.of(stderr);
        if (exitStatus == 0) {
            return parsable.matches()
                    ? new SubmissionAnswer.Accepted(JobId.of(Long.parseLong(parsable.group(1))))
                    : unclear("sbatch reported success, but not the job's id", words);
        }
        if (says(NOT_SENT, words)) {
            return new SubmissionAnswer.NotAsked(words);
        }
        boolean cutOff = exitStatus == TIMED_OUT || (exitStatus >= SIGNALLED_FROM && exitStatus != OPTIONS_REFUSED);
        if (cutOff) {
            return unclear("sbatch was ended before it could answer", words);
        }
        if (says(ANSWER_LOST, words)) {
            return new SubmissionAnswer.Unclear(words);
        }
        return words.isEmpty()
                ? unclear("sbatch ended with " + exitStatus + " and said nothing", words)
                : new SubmissionAnswer.Refused(words);
    }

    private static SubmissionAnswer unclear(String what, String words) {
        return new SubmissionAnswer.Unclear(words.isEmpty() ? what + "." : what + ". It said: " + words);
    }

    private static boolean says(List<String> phrases, String words) {
        return phrases.stream().anyMatch(words::contains);
    }
}
