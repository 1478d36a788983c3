package org.sluice.slurm;

import java.util.Set;

/**
 * Why a job waits, or why it ended, in Slurm's word: {@code Resources}, {@code JobHeldUser}; with what Slurm adds after a
 * comma. Where squeue writes spaces, scontrol writes underscores: {@code ReqNodeNotAvail, UnavailableNodes:a3} and
 * {@code ReqNodeNotAvail,_UnavailableNodes:a3}, {@code job requeued in held state} and
 * {@code job_requeued_in_held_state} (seen in 22.05 and 24.11); both are one reason here.
 *
 * @param word Slurm's word, with spaces; empty where Slurm gives none
 * @param detail what followed the comma; empty for most
 */
public record Reason(String word, String detail) {
    public static final Reason NONE = new Reason("", "");

    private static final Set<String> HELD = Set.of(
            "JobHeldUser",
            "JobHeldAdmin",
            "JobHoldMaxRequeue",
            "launch failed requeued held",
            "job requeued in held state",
            "ReservationDeleted");

    /** Reads any of Slurm's writings; never fails. */
    public static Reason parse(String raw) {
        int comma = raw.indexOf(',');
        if (comma < 0) {
            return Absent.is(raw) ? NONE : new Reason(raw.replace('_', ' '), "");
        }
        String detail = raw.substring(comma + 1).replace('_', ' ').strip();
        return new Reason(raw.substring(0, comma).replace('_', ' '), detail);
    }

    public boolean isNone() {
        return word.isEmpty();
    }

    /** Waits until somebody releases it. */
    public boolean isHeld() {
        return HELD.contains(word);
    }

    /** What the word means, in one plain sentence; for a word not known here, the word itself. */
    public String sentence() {
        if (isNone()) {
            return "Slurm gives no reason.";
        }
        if (word.equals("ReqNodeNotAvail") && detail.equals("Reserved for maintenance")) {
            return "Nodes it needs are kept for maintenance that begins before its time limit would have passed.";
        }
        String sentence = ReasonSentences.of(word).orElse("Slurm says " + word + ".");
        return detail.isEmpty() ? sentence : sentence + " Slurm adds: " + detail + ".";
    }

    /** As squeue writes it. */
    @Override
    public String toString() {
        return isNone() ? "None" : detail.isEmpty() ? word : word + ", " + detail;
    }
}
