package org.sluice.cluster.command;

import java.util.List;
import java.util.function.Function;
import org.sluice.cluster.Rows;

/** Rows of columns separated by bars, as {@code sacctmgr --noheader --parsable2} writes them; its values hold no bar. */
final class Table {
    private Table() {}

    static <R> Rows<R> read(String stdout, int columns, Function<List<String>, R> reader) {
        List<String> lines = stdout.lines().filter(line -> !line.isBlank()).toList();
        return Rows.read(lines, line -> {
            List<String> values = List.of(line.split("\\|", -1));
            if (values.size() != columns) {
                throw new IllegalArgumentException("the row has " + values.size() + " columns, not " + columns);
            }
            return reader.apply(values);
        });
    }
}
