package org.sluice.templates;

/**
 * What the latest snapshot of the cluster says about a wish; Slurm alone decides.
 *
 * @param kind ok, warn (it will wait), bad (it cannot run as asked) or unknown
 */
record Check(String kind, String words) {
    static Check ok(String words) {
        return new Check("ok", words);
    }

    static Check warn(String words) {
        return new Check("warn", words);
    }

    static Check bad(String words) {
        return new Check("bad", words);
    }

    static Check unknown(String words) {
        return new Check("unknown", words);
    }

    /** The symbol that stands for the kind. */
    public String icon() {
        return switch (kind) {
            case "ok" -> "check";
            case "warn" -> "clock";
            case "bad" -> "cross";
            default -> "question";
        };
    }
}
