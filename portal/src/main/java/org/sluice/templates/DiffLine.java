package org.sluice.templates;

import com.github.difflib.text.DiffRow;
import com.github.difflib.text.DiffRowGenerator;
import java.util.ArrayList;
import java.util.List;

/**
 * A line of the difference between two scripts.
 *
 * @param sign {@code -} for a line that goes, {@code +} for one that comes, {@code …} for lines left out between
 */
record DiffLine(String sign, String text) {
    private static final DiffRowGenerator ROWS = DiffRowGenerator.create()
            .showInlineDiffs(false)
            .lineNormalizer(line -> line)
            .build();

    /** The lines that go and come, in order; none when the scripts are the same. */
    static List<DiffLine> between(String before, String after) {
        List<DiffLine> lines = new ArrayList<>();
        boolean skipped = false;
        for (DiffRow row :
                ROWS.generateDiffRows(before.lines().toList(), after.lines().toList())) {
            if (row.getTag() == DiffRow.Tag.EQUAL) {
                skipped = true;
                continue;
            }
            if (skipped && !lines.isEmpty()) {
                lines.add(new DiffLine("…", ""));
            }
            skipped = false;
            // where lines change into more or fewer, the rows of the shorter side are empty
            if (row.getTag() == DiffRow.Tag.DELETE || !row.getOldLine().isEmpty()) {
                lines.add(new DiffLine("-", row.getOldLine()));
            }
            if (row.getTag() == DiffRow.Tag.INSERT || !row.getNewLine().isEmpty()) {
                lines.add(new DiffLine("+", row.getNewLine()));
            }
        }
        return lines;
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
