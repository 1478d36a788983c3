package org.sluice.cluster.command;

import static org.sluice.slurm.SlurmText.orEmpty;

import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.sluice.cluster.QueuedJob;
import org.sluice.cluster.Rows;
import org.sluice.slurm.Charge;
import org.sluice.slurm.Gres;
import org.sluice.slurm.JobId;
import org.sluice.slurm.JobKey;
import org.sluice.slurm.JobSize;
import org.sluice.slurm.JobState;
import org.sluice.slurm.JobTimes;
import org.sluice.slurm.JobWords;
import org.sluice.slurm.Memory;
import org.sluice.slurm.Reason;
import org.sluice.slurm.TimeLimit;
import org.sluice.slurm.UnreadableWord;

/** {@code squeue}: every job slurmctld remembers, waiting, running or lately ended. One object is one question. */
public final class Squeue {
    private final Mark mark;
    private final Pattern end;
    private final Pattern text;

    /** The fields in the order asked and read; from FEATURES on people chose the text. */
    enum Field {
        ID("%i"),
        RAW_ID("%A"),
        OWNER("%u"),
        ACCOUNT("%a"),
        PARTITION("%P"),
        QOS("%q"),
        STATE("%T"),
        NODES("%D"),
        CPUS("%C"),
        TRES_PER_NODE("%b"),
        MIN_MEMORY("%m"),
        TIME_LIMIT("%l"),
        SUBMITTED("%V"),
        STARTS("%S"),
        ENDS("%e"),
        NODE_LIST("%N"),
        BATCH_HOST("%B"),
        PRIORITY("%Q"),
        DEPENDENCY("%E"),
        RESERVATION("%v"),
        REASON("%r"),
        FEATURES("%f"),
        COMMENT("%k"),
        COMMAND("%o"),
        WORK_DIR("%Z"),
        NAME("%j");

        static final List<Field> FIXED = List.copyOf(EnumSet.range(ID, REASON));
        static final List<Field> TEXTS = List.copyOf(EnumSet.range(FEATURES, NAME));
        private final String letter;

        Field(String letter) {
            this.letter = letter;
        }
    }

    private Squeue(Mark mark) {
        this.mark = mark;
        this.end = Pattern.compile(Pattern.quote(mark.end()));
        this.text = Pattern.compile(Pattern.quote(mark.text()));
    }

    public static Squeue ask() {
        return new Squeue(Mark.drawn());
    }

    static Squeue marked(Mark mark) {
        return new Squeue(mark);
    }

    /** To be run with {@link CommandEnvironment#VARIABLES}. */
    public List<String> argv() {
        return List.of("squeue", "--noheader", "--all", "--states=all", "--noconvert", "--format=" + format());
    }

    String format() {
        return letters(Field.FIXED, Mark.FIELD) + mark.text() + letters(Field.TEXTS, mark.text()) + mark.end();
    }

    public Rows<QueuedJob> parse(String stdout) {
        List<String> rows = new ArrayList<>(List.of(end.split(stdout, -1)));
        // squeue ends each row with a line break, so every row but the first begins with one.
        rows.replaceAll(row -> row.startsWith("\n") ? row.substring(1) : row);
        String rest = rows.remove(rows.size() - 1);
        // most words of a queue are those of other jobs too: each is kept once
        Map<String, String> once = new HashMap<>();
        Rows<QueuedJob> read = Read.counted(Rows.read(rows, row -> read(row(row, once))));
        return rest.isBlank() ? read : read.withUnreadable(rest, "the answer ends in the middle of this row");
    }

    private Row row(String written, Map<String, String> once) {
        List<String> texts = List.of(text.split(written, -1));
        List<String> fixed = List.of(texts.get(0).split(Mark.FIELD, -1));
        if (fixed.size() != Field.FIXED.size() || texts.size() - 1 != Field.TEXTS.size()) {
            throw new IllegalArgumentException(
                    "the row has " + fixed.size() + " and " + (texts.size() - 1) + " fields, not those asked for");
        }
        Map<Field, String> columns = new EnumMap<>(Field.class);
        Field.FIXED.forEach(field -> columns.put(field, fixed.get(columns.size())));
        Field.TEXTS.forEach(field -> columns.put(field, texts.get(columns.size() - fixed.size() + 1)));
        columns.replaceAll((field, words) -> once.computeIfAbsent(words, same -> same));
        return new Row(columns, new TolerantFields());
    }

    private record Row(Map<Field, String> columns, TolerantFields fields) {
        String get(Field field) {
            return columns.getOrDefault(field, "");
        }

        <T> T read(Field field, Function<String, T> reader, T notKnown) {
            return fields.read(field.name(), get(field), reader, notKnown);
        }

        int number(Field field) {
            return read(field, Integer::parseInt, 0);
        }

        Optional<Instant> time(Field field) {
            return read(field, Written::time, Optional.empty());
        }
    }

    /** Reads a row that tells which job it is; what else cannot be read is not known. */
    private static Read<QueuedJob> read(Row row) {
        JobState state = JobState.parse(row.get(Field.STATE));
        JobId id = JobId.parse(row.get(Field.ID));
        String nodes = row.read(Field.NODE_LIST, Written::hostList, "");
        Instant starts = row.time(Field.STARTS).orElse(null);
        Instant ends = row.time(Field.ENDS).orElse(null);
        QueuedJob job = new QueuedJob(
                new JobKey(id, submitted(row)),
                Long.parseLong(row.get(Field.RAW_ID)),
                new JobWords(row.get(Field.NAME), orEmpty(row.get(Field.COMMENT)), row.get(Field.WORK_DIR)),
                new Charge(
                        row.get(Field.OWNER),
                        orEmpty(row.get(Field.ACCOUNT)),
                        orEmpty(row.get(Field.PARTITION)),
                        orEmpty(row.get(Field.QOS))),
                state,
                Reason.parse(row.get(Field.REASON)),
                JobSize.of(
                                row.number(Field.NODES),
                                row.number(Field.CPUS),
                                row.read(Field.TRES_PER_NODE, Gres::parseList, List.of()))
                        .of(id.tasks()),
                JobTimes.told(
                        state, nodes, starts, ends, row.read(Field.TIME_LIMIT, TimeLimit::parse, TimeLimit.NOT_SET)),
                new QueuedJob.Needs(
                        Memory.tryParse(row.get(Field.MIN_MEMORY)).orElse(null),
                        orEmpty(row.get(Field.DEPENDENCY)),
                        orEmpty(row.get(Field.RESERVATION)),
                        orEmpty(row.get(Field.FEATURES))),
                new QueuedJob.Forecast(starts, ends),
                nodes,
                orEmpty(row.get(Field.BATCH_HOST)),
                row.read(Field.PRIORITY, Long::parseLong, 0L),
                orEmpty(row.get(Field.COMMAND)));
        return new Read<>(job, row.fields().unread());
    }

    private static Instant submitted(Row row) {
        return row.time(Field.SUBMITTED)
                .orElseThrow(() -> new UnreadableWord(row.get(Field.SUBMITTED), "when a job was submitted"));
    }

    private static String letters(List<Field> fields, String between) {
        return fields.stream().map(field -> field.letter).collect(Collectors.joining(between));
    }
}
