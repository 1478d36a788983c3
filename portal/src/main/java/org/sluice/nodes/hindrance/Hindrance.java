package org.sluice.nodes.hindrance;

import java.util.ArrayList;
import java.util.List;

/**
 * One cause why jobs do not start on a node, with what Slurm says that shows it.
 *
 * @param title the cause in a few words
 * @param words the cause in a sentence or two
 * @param facts Slurm's fields and their values
 * @param change what would change it
 */
public record Hindrance(Kind kind, String title, String words, List<Fact> facts, String change) {
    /** How much it hinders. */
    public enum Kind {
        /** No job can start. */
        OUT("finding-failed", "down"),
        /** Jobs start later, when what is there ends or a time comes. */
        BUSY("finding-waits", "hourglass"),
        /** Jobs start, but not all of them. */
        SOME("finding-note", "info");

        private final String css;
        private final String icon;

        Kind(String css, String icon) {
            this.css = css;
            this.icon = icon;
        }

        public String css() {
            return css;
        }

        public String icon() {
            return icon;
        }
    }

    /** A field of Slurm's answer. */
    public record Fact(String field, String value) {}

    static Hindrance out(String title, String words, String change) {
        return new Hindrance(Kind.OUT, title, words, List.of(), change);
    }

    static Hindrance busy(String title, String words, String change) {
        return new Hindrance(Kind.BUSY, title, words, List.of(), change);
    }

    static Hindrance some(String title, String words, String change) {
        return new Hindrance(Kind.SOME, title, words, List.of(), change);
    }

    Hindrance with(String field, String value) {
        if (value.isEmpty()) {
            return this;
        }
        List<Fact> more = new ArrayList<>(facts);
        more.add(new Fact(field, value));
        return new Hindrance(kind, title, words, List.copyOf(more), change);
    }
}
