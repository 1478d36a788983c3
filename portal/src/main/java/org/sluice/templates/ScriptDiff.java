package org.sluice.templates;

import com.github.difflib.DiffUtils;
import com.github.difflib.patch.AbstractDelta;
import java.util.ArrayList;
import java.util.List;

/**
 * How one script differs from another. The lines that both begin and end with are not compared; where more than 1,000 lines
 * are left on a side, all of it counts as changed, for the work grows with their product.
 *
 * @param lines those that go and come, in order, the first 2,000; none when the scripts are the same
 * @param gap what is not shown, in a sentence; empty when all is
 */
record ScriptDiff(List<DiffLine> lines, String gap) {
    private static final int MOST_COMPARED = 1_000;
    private static final int MOST_SHOWN = 2_000;

    static ScriptDiff between(String before, String after) {
        List<String> was = before.lines().toList();
        List<String> is = after.lines().toList();
        int first = commonStart(was, is);
        int last = commonEnd(was.subList(first, was.size()), is.subList(first, is.size()));
        List<String> gone = was.subList(first, was.size() - last);
        List<String> come = is.subList(first, is.size() - last);
        boolean compared = gone.size() <= MOST_COMPARED && come.size() <= MOST_COMPARED;
        List<DiffLine> lines = compared ? compared(gone, come) : changed(gone, come);
        return new ScriptDiff(
                List.copyOf(lines.subList(0, Math.min(MOST_SHOWN, lines.size()))),
                gap(compared, lines.size() - MOST_SHOWN));
    }

    /** Whether the scripts are the same. */
    public boolean isEmpty() {
        return lines.isEmpty() && gap.isEmpty();
    }

    private static int commonStart(List<String> was, List<String> is) {
        int common = 0;
        while (common < Math.min(was.size(), is.size()) && was.get(common).equals(is.get(common))) {
            common++;
        }
        return common;
    }

    private static int commonEnd(List<String> was, List<String> is) {
        int common = 0;
        while (common < Math.min(was.size(), is.size())
                && was.get(was.size() - 1 - common).equals(is.get(is.size() - 1 - common))) {
            common++;
        }
        return common;
    }

    private static List<DiffLine> compared(List<String> gone, List<String> come) {
        List<DiffLine> lines = new ArrayList<>();
        for (AbstractDelta<String> delta : DiffUtils.diff(gone, come).getDeltas()) {
            if (!lines.isEmpty()) {
                lines.add(DiffLine.BETWEEN);
            }
            lines.addAll(changed(delta.getSource().getLines(), delta.getTarget().getLines()));
        }
        return lines;
    }

    /** Line by line: one that goes, then the one that comes in its place. */
    private static List<DiffLine> changed(List<String> gone, List<String> come) {
        List<DiffLine> lines = new ArrayList<>();
        for (int i = 0; i < Math.max(gone.size(), come.size()); i++) {
            if (i < gone.size()) {
                lines.add(DiffLine.goes(gone.get(i)));
            }
            if (i < come.size()) {
                lines.add(DiffLine.comes(come.get(i)));
            }
        }
        return lines;
    }

    private static String gap(boolean compared, int more) {
        String all = compared ? "" : "So many lines differ that they are not compared with each other.";
        String rest = more > 0 ? (compared ? "" : " ") + more + " more lines are not shown." : "";
        return all + rest;
    }
}
