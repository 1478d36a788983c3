package org.sluice.slurm;

import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The state of a job in Slurm's own words, together with everything that is ever asked of a state.
 *
 * <p>Read from long names ({@code OUT_OF_MEMORY}), squeue's short codes ({@code OOM}), sacct's {@code CANCELLED by 1001}
 * and lists such as {@code RUNNING,COMPLETING} or {@code RUNNING+COMPLETING}, of which the flag is kept, as squeue shows
 * it. A word that no Slurm known here has is {@link Name#UNKNOWN}: neither live nor over.
 *
 * @param raw the words as Slurm gave them
 */
public record JobState(Name name, String raw) {
    private static final Pattern CANCELLED_BY = Pattern.compile("CANCELLED by (\\d+)");
    private static final Map<String, Name> BY_WORD = byWord();

    /** What a state means for the job's life. */
    private enum Phase {
        WAITING,
        HOLDING,
        OVER,
        NOT_KNOWN
    }

    /** How a person should see a state; one look each. */
    public enum Look {
        PENDING,
        CHANGING,
        RUNNING,
        COMPLETED,
        FAILED,
        CUT_SHORT,
        CANCELLED,
        HELD,
        UNKNOWN
    }

    /**
     * Every state of Slurm (squeue(1) of 22.05, "JOB STATE CODES"; newer flags without a short code here), the flags
     * that squeue shows in place of the base state first and in its order.
     */
    public enum Name {
        COMPLETING("CG", Phase.HOLDING, Look.CHANGING),
        STAGE_OUT("SO", Phase.HOLDING, Look.CHANGING),
        CONFIGURING("CF", Phase.HOLDING, Look.CHANGING),
        POWER_UP_NODE("", Phase.HOLDING, Look.CHANGING),
        RESIZING("RS", Phase.HOLDING, Look.CHANGING),
        REQUEUED("RQ", Phase.WAITING, Look.PENDING),
        REQUEUE_FED("RF", Phase.WAITING, Look.PENDING),
        REQUEUE_HOLD("RH", Phase.WAITING, Look.HELD),
        SPECIAL_EXIT("SE", Phase.WAITING, Look.HELD),
        STOPPED("ST", Phase.HOLDING, Look.HELD),
        REVOKED("RV", Phase.OVER, Look.CANCELLED),
        RESV_DEL_HOLD("RD", Phase.WAITING, Look.HELD),
        SIGNALING("SI", Phase.HOLDING, Look.RUNNING),
        PENDING("PD", Phase.WAITING, Look.PENDING),
        RUNNING("R", Phase.HOLDING, Look.RUNNING),
        SUSPENDED("S", Phase.HOLDING, Look.HELD),
        COMPLETED("CD", Phase.OVER, Look.COMPLETED),
        CANCELLED("CA", Phase.OVER, Look.CANCELLED),
        FAILED("F", Phase.OVER, Look.FAILED),
        TIMEOUT("TO", Phase.OVER, Look.CUT_SHORT),
        NODE_FAIL("NF", Phase.OVER, Look.FAILED),
        PREEMPTED("PR", Phase.OVER, Look.CUT_SHORT),
        BOOT_FAIL("BF", Phase.OVER, Look.FAILED),
        DEADLINE("DL", Phase.OVER, Look.CUT_SHORT),
        OUT_OF_MEMORY("OOM", Phase.OVER, Look.FAILED),
        /** Flags that only accompany another state; alone they say nothing of the job's life. */
        LAUNCH_FAILED("", Phase.NOT_KNOWN, Look.UNKNOWN),
        RECONFIG_FAIL("", Phase.NOT_KNOWN, Look.UNKNOWN),
        UPDATE_DB("", Phase.NOT_KNOWN, Look.UNKNOWN),
        EXPEDITING("", Phase.NOT_KNOWN, Look.UNKNOWN),
        UNKNOWN("", Phase.NOT_KNOWN, Look.UNKNOWN);

        private final String code;
        private final Phase phase;
        private final Look look;

        Name(String code, Phase phase, Look look) {
            this.code = code;
            this.phase = phase;
            this.look = look;
        }
    }

    /** Reads any of Slurm's writings; never fails. */
    public static JobState parse(String raw) {
        String words = raw.strip();
        Name name = Arrays.stream(parts(words))
                .map(word -> BY_WORD.getOrDefault(word.toUpperCase(Locale.ROOT), Name.UNKNOWN))
                .min(Comparator.naturalOrder())
                .orElse(Name.UNKNOWN);
        return new JobState(name, words);
    }

    /** Still in Slurm's hands: waiting, or holding nodes. */
    public boolean isLive() {
        return isWaiting() || holdsNodes();
    }

    /** In the queue with nothing allocated. */
    public boolean isWaiting() {
        return name.phase == Phase.WAITING;
    }

    /** Waits until somebody releases it. */
    public boolean isHeld() {
        return isWaiting() && name.look == Look.HELD;
    }

    /** Has been stopped for a while and keeps its allocation; its time does not count. */
    public boolean isSuspended() {
        return name == Name.SUSPENDED || name == Name.STOPPED;
    }

    /** Has an allocation: running, suspended, starting or cleaning up. */
    public boolean holdsNodes() {
        return name.phase == Phase.HOLDING;
    }

    /** Its work is going on right now. */
    public boolean isRunning() {
        return name == Name.RUNNING || name == Name.SIGNALING;
    }

    /** Over for good, whatever came of it. */
    public boolean isTerminal() {
        return name.phase == Phase.OVER;
    }

    public boolean isCompleted() {
        return name == Name.COMPLETED;
    }

    /** Over, and not because it did its work or somebody cancelled it: failed, or cut short by a limit. */
    public boolean isFailure() {
        return isTerminal() && (name.look == Look.FAILED || name.look == Look.CUT_SHORT);
    }

    public boolean isCancelled() {
        return name == Name.CANCELLED || name == Name.REVOKED;
    }

    /** Put back into the queue; of a run in accounting this says that it is over and another one follows. */
    public boolean isRequeued() {
        return name == Name.REQUEUED || name == Name.REQUEUE_HOLD || name == Name.REQUEUE_FED;
    }

    public boolean isKnown() {
        return name.phase != Phase.NOT_KNOWN;
    }

    public Look look() {
        return name.look;
    }

    /** The numeric id of who cancelled it, where sacct says so ({@code CANCELLED by 1001}). */
    public OptionalLong cancelledBy() {
        Matcher matcher = CANCELLED_BY.matcher(raw);
        return matcher.matches() ? OptionalLong.of(Long.parseLong(matcher.group(1))) : OptionalLong.empty();
    }

    /** The state for a person: {@code out of memory}; of an unknown one Slurm's own words. */
    public String text() {
        return name == Name.UNKNOWN ? raw : name.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    /** The long name as Slurm writes it; of an unknown one Slurm's own words. */
    @Override
    public String toString() {
        return name == Name.UNKNOWN ? raw : name.name();
    }

    private static String[] parts(String words) {
        return CANCELLED_BY.matcher(words).matches() ? new String[] {"CANCELLED"} : words.split("[,+]", -1);
    }

    private static Map<String, Name> byWord() {
        Map<String, Name> byWord = new HashMap<>();
        for (Name name : Name.values()) {
            if (name != Name.UNKNOWN) {
                byWord.put(name.name(), name);
                if (!name.code.isEmpty()) {
                    byWord.put(name.code, name);
                }
            }
        }
        return Map.copyOf(byWord);
    }
}
