package org.sluice.slurm;

import java.util.Collections;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The state of a node: what it does, and what has been decided about it. Read from scontrol's {@code MIXED+DRAIN} and
 * {@code DOWN+DRAIN+REBOOT_ISSUED} (seen in 22.05 and 24.11) and from sinfo's marks, {@code idle*}, {@code down~}
 * (sinfo(1), "NODE STATE CODES").
 *
 * @param raw the words as Slurm gave them
 */
public record NodeState(Base base, Set<Flag> flags, String raw) {
    private static final Map<Character, Flag> MARKS = Map.of(
            '*', Flag.NOT_RESPONDING,
            '~', Flag.POWERED_DOWN,
            '#', Flag.POWERING_UP,
            '!', Flag.POWER_DOWN,
            '%', Flag.POWERING_DOWN,
            '$', Flag.MAINTENANCE,
            '@', Flag.REBOOT_REQUESTED,
            '^', Flag.REBOOT_ISSUED,
            '-', Flag.PLANNED);

    /** What the node does. */
    public enum Base {
        IDLE,
        MIXED,
        ALLOCATED,
        DOWN,
        ERROR,
        FUTURE,
        UNKNOWN
    }

    /** What has been decided about it, or befallen it. */
    public enum Flag {
        DRAIN,
        COMPLETING,
        NOT_RESPONDING,
        POWERED_DOWN,
        POWERING_UP,
        POWERING_DOWN,
        POWER_DOWN,
        CLOUD,
        DYNAMIC,
        RESERVED,
        MAINTENANCE,
        PLANNED,
        REBOOT_REQUESTED,
        REBOOT_ISSUED,
        FAIL,
        INVALID_REGISTRATION,
        BLOCKED,
        OTHER
    }

    /** How a person should see a node: one word each, the most pressing one wins. */
    public enum Look {
        NOT_RESPONDING,
        POWERING,
        DOWN,
        DRAINING,
        DRAINED,
        RESERVED,
        PLANNED,
        ALLOCATED,
        MIXED,
        IDLE,
        DYNAMIC,
        UNKNOWN;

        /** The word: {@code not responding}. */
        public String word() {
            return name().toLowerCase(Locale.ROOT).replace('_', ' ');
        }
    }

    /** What sinfo and scontrol of 20.11 to 24.11 call the same. */
    private static final Map<String, Flag> OTHER_WRITINGS = Map.ofEntries(
            Map.entry("NO_RESPOND", Flag.NOT_RESPONDING),
            Map.entry("POWER_SAVING", Flag.POWERED_DOWN),
            Map.entry("POWER_UP", Flag.POWERING_UP),
            Map.entry("POWER_DRAIN", Flag.POWER_DOWN),
            Map.entry("DYNAMIC_NORM", Flag.DYNAMIC),
            Map.entry("DYNAMIC_FUTURE", Flag.DYNAMIC),
            Map.entry("MAINT", Flag.MAINTENANCE),
            Map.entry("REBOOT", Flag.REBOOT_REQUESTED),
            Map.entry("FAILING", Flag.FAIL),
            Map.entry("INVALID_REG", Flag.INVALID_REGISTRATION),
            Map.entry("INVAL", Flag.INVALID_REGISTRATION));

    private static final Map<String, Base> BASES = bases();
    private static final Map<String, Flag> FLAGS = flagWords();

    public NodeState {
        flags = flags.isEmpty() ? Set.of() : Collections.unmodifiableSet(EnumSet.copyOf(flags));
    }

    /** Reads any of Slurm's writings; never fails. */
    public static NodeState parse(String raw) {
        String words = raw.strip().toUpperCase(Locale.ROOT);
        Set<Flag> flags = EnumSet.noneOf(Flag.class);
        while (!words.isEmpty() && MARKS.containsKey(words.charAt(words.length() - 1))) {
            flags.add(markOf(words.charAt(words.length() - 1)));
            words = words.substring(0, words.length() - 1);
        }
        Base base = Base.UNKNOWN;
        for (String word : words.split("\\+", -1)) {
            Optional<Base> named = Optional.ofNullable(BASES.get(word));
            if (named.isPresent() && base == Base.UNKNOWN) {
                base = named.get();
            }
            if (word.startsWith("DRAIN") || word.equals("DRNG")) {
                flags.add(Flag.DRAIN);
            } else if (named.isEmpty() && !word.isEmpty()) {
                flags.add(FLAGS.getOrDefault(word, Flag.OTHER));
            }
        }
        return new NodeState(base, flags, raw.strip());
    }

    /** Nobody's new job starts here until somebody resumes it, and something still runs. */
    public boolean isDraining() {
        return has(Flag.DRAIN) && isBusy();
    }

    /** Nobody's new job starts here until somebody resumes it, and nothing runs any more. */
    public boolean isDrained() {
        return has(Flag.DRAIN) && !isBusy();
    }

    public boolean isDown() {
        return base == Base.DOWN || base == Base.ERROR || has(Flag.FAIL) || has(Flag.INVALID_REGISTRATION);
    }

    /** Jobs hold some of it. */
    public boolean isBusy() {
        return base == Base.MIXED || base == Base.ALLOCATED || has(Flag.COMPLETING);
    }

    /** New jobs may start on it, now or when what runs there ends; a powered-down node counts, for Slurm wakes it. */
    public boolean isUsable() {
        boolean there = base == Base.IDLE || base == Base.MIXED || base == Base.ALLOCATED;
        return there
                && !isDown()
                && Collections.disjoint(
                        flags,
                        EnumSet.of(
                                Flag.DRAIN,
                                Flag.NOT_RESPONDING,
                                Flag.MAINTENANCE,
                                Flag.REBOOT_REQUESTED,
                                Flag.REBOOT_ISSUED,
                                Flag.POWER_DOWN,
                                Flag.POWERING_DOWN,
                                Flag.BLOCKED));
    }

    /** It takes jobs, and its machine has to be started for them or is being started: nothing of it is free now. */
    public boolean isStartable() {
        return isUsable() && (has(Flag.POWERED_DOWN) || has(Flag.POWERING_UP));
    }

    public boolean isDynamic() {
        return has(Flag.DYNAMIC);
    }

    public boolean has(Flag flag) {
        return flags.contains(flag);
    }

    public Look look() {
        if (has(Flag.NOT_RESPONDING)) {
            return Look.NOT_RESPONDING;
        }
        if (isPowering()) {
            return Look.POWERING;
        }
        if (isDown()) {
            return Look.DOWN;
        }
        if (has(Flag.DRAIN)) {
            return isBusy() ? Look.DRAINING : Look.DRAINED;
        }
        if (has(Flag.RESERVED) || has(Flag.MAINTENANCE)) {
            return Look.RESERVED;
        }
        if (has(Flag.PLANNED) && base == Base.IDLE) {
            return Look.PLANNED;
        }
        return switch (base) {
            case IDLE -> has(Flag.COMPLETING) ? Look.MIXED : Look.IDLE;
            case MIXED -> Look.MIXED;
            case ALLOCATED -> Look.ALLOCATED;
            case FUTURE -> Look.DYNAMIC;
            case DOWN, ERROR, UNKNOWN -> Look.UNKNOWN;
        };
    }

    private boolean isPowering() {
        return !Collections.disjoint(
                flags,
                EnumSet.of(
                        Flag.POWERED_DOWN, Flag.POWERING_UP, Flag.POWERING_DOWN, Flag.POWER_DOWN, Flag.REBOOT_ISSUED));
    }

    /** Slurm's own words. */
    @Override
    public String toString() {
        return raw;
    }

    private static Flag markOf(char mark) {
        return MARKS.getOrDefault(mark, Flag.OTHER);
    }

    private static Map<String, Base> bases() {
        Map<String, Base> bases = new HashMap<>();
        for (Base base : Base.values()) {
            bases.put(base.name(), base);
        }
        bases.put("MIX", Base.MIXED);
        bases.put("ALLOC", Base.ALLOCATED);
        bases.put("UNK", Base.UNKNOWN);
        bases.put("FUTR", Base.FUTURE);
        bases.put("DRAINING", Base.MIXED);
        bases.put("DRNG", Base.MIXED);
        bases.put("DRAINED", Base.IDLE);
        return Map.copyOf(bases);
    }

    private static Map<String, Flag> flagWords() {
        Map<String, Flag> words = new HashMap<>();
        for (Flag flag : Flag.values()) {
            words.put(flag.name(), flag);
        }
        words.putAll(OTHER_WRITINGS);
        return Map.copyOf(words);
    }
}
