package org.sluice.templates;

/**
 * A line of the difference between two scripts.
 *
 * @param sign {@code -} for a line that goes, {@code +} for one that comes, {@code …} for lines left out between
 */
record DiffLine(String sign, String text) {
    static final DiffLine BETWEEN = new DiffLine("…", "");

    static DiffLine goes(String text) {
        return new DiffLine("-", text);
    }

    static DiffLine comes(String text) {
        return new DiffLine("+", text);
    }

    /** For the page: {@code is-gone}, {@code is-come} or nothing. */
    public String css() {
        return switch (sign) {
            case "-" -> "is-gone";
            case "+" -> "is-come";
            default -> "";
        };
    }
}
