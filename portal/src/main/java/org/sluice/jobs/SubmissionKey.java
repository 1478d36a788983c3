package org.sluice.jobs;

import java.security.SecureRandom;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.sluice.slurm.SbatchOptions;
import org.sluice.slurm.SbatchOptions.Option;

/** The one-time key of a submission, and how it stands in a job's comment. */
public final class SubmissionKey {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final String LETTERS = "abcdefghijklmnopqrstuvwxyz234567";
    private static final int LENGTH = 26;
    private static final String LONGEST = "x".repeat(40);
    private static final Pattern FORM = Pattern.compile("[a-z0-9]{20,40}");
    private static final Pattern IN_COMMENT = Pattern.compile("sluice:([a-z0-9]{20,40})(?: |$)");

    private SubmissionKey() {}

    /** 130 random bits in letters that survive a comment, a URL and a database. */
    public static String next() {
        StringBuilder key = new StringBuilder(LENGTH);
        for (int i = 0; i < LENGTH; i++) {
            key.append(LETTERS.charAt(RANDOM.nextInt(LETTERS.length())));
        }
        return key.toString();
    }

    public static boolean isOne(String text) {
        return FORM.matcher(text).matches();
    }

    /** Why a person's own words cannot be the comment of a job, in a sentence; empty when they can. */
    public static Optional<String> problemWithComment(String own) {
        return SbatchOptions.problem(Option.COMMENT, comment(LONGEST, own))
                .map(expected -> "A comment needs " + expected + ", with 48 bytes for the portal's own mark.");
    }

    /** The comment sbatch is given: the key, then the person's own words. */
    static String comment(String key, String own) {
        return own.isBlank() ? "sluice:" + key : "sluice:" + key + " " + own;
    }

    /** The key in a comment as Slurm gives it back, if it is one of ours. */
    static Optional<String> inComment(String comment) {
        Matcher matcher = IN_COMMENT.matcher(comment);
        return matcher.lookingAt() ? Optional.of(matcher.group(1)) : Optional.empty();
    }
}
