package org.sluice.templates;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * A line of the script as the page shows it.
 *
 * @param css what sort of line it is, and whether it differs from the template's defaults
 */
record ScriptLine(String text, String css) {
    private static final int MOST = 2_000;

    /** The lines; from the 2,001st on all of them as one, for each costs the page a piece of its own. */
    static List<ScriptLine> of(String script, String defaults) {
        Set<String> unchanged = new HashSet<>(defaults.lines().toList());
        List<String> all = script.lines().toList();
        List<ScriptLine> lines = new ArrayList<>();
        all.stream().limit(MOST).forEach(line -> lines.add(new ScriptLine(line, css(line, unchanged))));
        if (all.size() > MOST) {
            lines.add(new ScriptLine(String.join("\n", all.subList(MOST, all.size())), ""));
        }
        return lines;
    }

    private static String css(String line, Set<String> unchanged) {
        String kind = "";
        if (line.startsWith("#SBATCH")) {
            kind = "is-directive";
        } else if (line.startsWith("export ")) {
            kind = "is-value";
        } else if (line.strip().startsWith("#")) {
            kind = "is-comment";
        }
        return unchanged.contains(line) ? kind : kind + " is-changed";
    }
}
