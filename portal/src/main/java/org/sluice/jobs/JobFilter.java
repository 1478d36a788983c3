package org.sluice.jobs;

import java.util.Locale;

/**
 * What a person wants to see in the list.
 *
 * @param words a job id, part of a name, a Unix user or a partition; empty for all
 * @param mine only the viewer's own
 */
record JobFilter(Group group, boolean mine, String words) {
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
}
