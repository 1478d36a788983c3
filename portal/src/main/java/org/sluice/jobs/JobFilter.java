package org.sluice.jobs;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.sluice.access.Viewer;
import org.sluice.slurm.JobState.Name;

/**
 * What a person wants to see in the list.
 *
 * @param mine only the viewer's own
 * @param words a job id, part of a name, a Unix user or a partition; empty for all
 * @param state one of {@link #STATES} in small letters; empty for all
 * @param owner a Unix user; empty for all
 * @param within jobs submitted, running or ended within that time; ALWAYS for all
 */
record JobFilter(Group group, boolean mine, String words, String state, String owner, Within within) {
    /** The states the list can be narrowed to, as people look for them. */
    static final List<Name> STATES = List.of(
            Name.PENDING,
            Name.RUNNING,
            Name.COMPLETED,
            Name.FAILED,
            Name.OUT_OF_MEMORY,
            Name.TIMEOUT,
            Name.CANCELLED,
            Name.NODE_FAIL,
            Name.PREEMPTED,
            Name.SUSPENDED,
            Name.BOOT_FAIL,
            Name.DEADLINE);

    /** The word for runs whose end is not known. */
    static final String NOT_KNOWN = "not-known";

    /** How far back the list looks. */
    enum Within {
        ALWAYS("", "any time", 0),
        HOUR("1h", "the last hour", 1),
        DAY("24h", "the last 24 hours", 24),
        WEEK("7d", "the last 7 days", 7 * 24),
        MONTH("30d", "the last 30 days", 30 * 24);

        private final String word;
        private final String text;
        private final int hours;

        Within(String word, String text, int hours) {
            this.word = word;
            this.text = text;
            this.hours = hours;
        }

        public String word() {
            return word;
        }

        public String text() {
            return text;
        }

        /** Hours; 0 for no bound. */
        int hours() {
            return hours;
        }

        static Within of(String word) {
            return Arrays.stream(values())
                    .filter(within -> within.word.equals(word))
                    .findFirst()
                    .orElse(ALWAYS);
        }
    }

    /** The tabs of the list. */
    enum Group {
        ALL,
        RUNNING,
        WAITING,
        ENDED;

        /** The word of it in addresses. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }

        static Group of(String word) {
            for (Group group : values()) {
                if (group.word().equals(word)) {
                    return group;
                }
            }
            return ALL;
        }
    }

    /** Whoever looks after everybody's jobs sees them first; who does not, the own ones. */
    static boolean opensOnMine(Viewer viewer) {
        return !viewer.isOperator();
    }

    JobFilter showing(Group other) {
        return new JobFilter(other, mine, words, state, owner, within);
    }

    static JobFilter mine(Group group) {
        return new JobFilter(group, true, "", "", "", Within.ALWAYS);
    }

    /** The words of {@link #STATES} in addresses, and the one for ends that are not known. */
    static String stateOf(String word) {
        Optional<String> known = STATES.stream()
                .map(state -> state.name().toLowerCase(Locale.ROOT))
                .filter(word::equals)
                .findFirst();
        return known.orElse(word.equals(NOT_KNOWN) ? NOT_KNOWN : "");
    }

    /** Whether anything narrows the list beside the tab. */
    public boolean isNarrow() {
        return !words.isEmpty() || !state.isEmpty() || !owner.isEmpty() || within != Within.ALWAYS;
    }
}
