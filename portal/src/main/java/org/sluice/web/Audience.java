package org.sluice.web;

import java.util.Set;

/**
 * Who hears what is said on a topic. It is data and no code, so that it can be remembered for pages that come later, and
 * handed to another portal.
 */
public sealed interface Audience {
    Audience EVERYBODY = new Everybody();

    /** Everybody who has opened the topic. */
    record Everybody() implements Audience {}

    /** Those of them who may see a job of one of these. */
    record MaySeeJobsOf(Set<Belonging> belongings) implements Audience {
        public MaySeeJobsOf {
            belongings = Set.copyOf(belongings);
        }
    }

    /**
     * Whose a job is.
     *
     * @param owner Unix user
     * @param account what it is charged to
     */
    record Belonging(String owner, String account) {}

    /** Says who belongs to an audience; the room that knows the people has the one implementation. */
    interface Rule {
        boolean admits(Audience audience, String login);
    }
}
