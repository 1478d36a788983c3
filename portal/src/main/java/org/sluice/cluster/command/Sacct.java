package org.sluice.cluster.command;

import static org.sluice.slurm.SlurmText.orEmpty;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.sluice.cluster.AccountedJob;
import org.sluice.cluster.AccountedStep;
import org.sluice.cluster.Rows;
import org.sluice.slurm.Charge;
import org.sluice.slurm.Elapsed;
import org.sluice.slurm.ExitStatus;
import org.sluice.slurm.JobId;
import org.sluice.slurm.JobKey;
import org.sluice.slurm.JobSize;
import org.sluice.slurm.JobState;
import org.sluice.slurm.JobTimes;
import org.sluice.slurm.JobWords;
import org.sluice.slurm.Memory;
import org.sluice.slurm.Reason;
import org.sluice.slurm.RequestedMemory;
import org.sluice.slurm.SlurmDuration;
import org.sluice.slurm.TimeLimit;
import org.sluice.slurm.Tres;
import org.sluice.slurm.UnreadableWord;

/**
 * {@code sacct}: jobs and their steps as accounting has them. One object is one question. The answer's first row names
 * its columns, and columns are read by name.
 */
public final class Sacct {
    private final String separator;

    /** The columns asked and read; the last one is Slurm's own, so that a text with line breaks cannot end a row. */
    private enum Column {
        JOB_ID("JobID"),
        RAW_ID("JobIDRaw"),
        NAME("JobName"),
        OWNER("User"),
        ACCOUNT("Account"),
        PARTITION("Partition"),
        QOS("QOS"),
        EXIT("ExitCode"),
        DERIVED_EXIT("DerivedExitCode"),
        SUBMITTED("Submit"),
        ELIGIBLE("Eligible"),
        STARTED("Start"),
        ENDED("End"),
        ELAPSED_SECONDS("ElapsedRaw"),
        TIME_LIMIT("Timelimit"),
        NODES("NNodes"),
        CPUS("NCPUS"),
        NODE_LIST("NodeList"),
        REQUESTED_MEMORY("ReqMem"),
        REQUESTED("ReqTRES"),
        ALLOCATED("AllocTRES"),
        TASKS("NTasks"),
        PEAK_MEMORY("MaxRSS"),
        CPU_TIME("TotalCPU"),
        REASON("Reason"),
        COMMENT("Comment"),
        WORK_DIR("WorkDir"),
        STATE("State");

        private final String header;

        Column(String header) {
            this.header = header;
        }
    }

    private Sacct(String separator) {
        this.separator = separator;
    }

    public static Sacct ask() {
        return new Sacct(Mark.drawn().text());
    }

    static Sacct separatedBy(String separator) {
        return new Sacct(separator);
    }

    /** These jobs, whenever they ran, in every run accounting has of them. */
    public List<String> argv(Collection<JobId> jobs) {
        String ids = jobs.stream().map(Sacct::target).distinct().collect(Collectors.joining(","));
        return argv(List.of("--duplicates", "--jobs=" + ids));
    }

    /** Everybody's jobs that were in the queue or ran between these moments. */
    public List<String> argv(Instant from, Instant until) {
        return argv(List.of("--duplicates", "--starttime=" + moment(from), "--endtime=" + moment(until)));
    }

    private List<String> argv(List<String> which) {
        List<String> argv = new ArrayList<>(List.of(
                "sacct",
                "--allusers",
                "--parsable2",
                "--noconvert",
                "--delimiter=" + separator,
                "--format=" + Arrays.stream(Column.values()).map(c -> c.header).collect(Collectors.joining(","))));
        argv.addAll(which);
        return List.copyOf(argv);
    }

    /** Of tasks that wait sacct knows only the array. */
    private static String target(JobId id) {
        return id.kind() == JobId.Kind.WAITING_TASKS ? Long.toString(id.number()) : id.toString();
    }

    /** sacct reads seconds since 1970 with "uts" in front (sacct(1), "--starttime"). */
    private static String moment(Instant at) {
        return "uts" + at.getEpochSecond();
    }

    /** Runs of jobs with their steps, in the answer's order. */
    public Rows<AccountedJob> parse(String stdout) {
        List<String> lines = wholeRows(stdout);
        if (lines.isEmpty()) {
            return new Rows<>(List.of(), 0, List.of());
        }
        Map<Column, Integer> places = places(lines.get(0));
        if (places.size() < Column.values().length) {
            return new Rows<AccountedJob>(List.of(), 0, List.of())
                    .withUnreadable(stdout, "the answer does not begin with the columns asked for");
        }
        Runs runs = new Runs();
        Rows<String> rows = Read.counted(Rows.read(lines.subList(1, lines.size()), line -> {
            Row row = new Row(columns(line, lines.get(0)), places, new TolerantFields());
            runs.add(row);
            return new Read<>(line, row.fields().unread());
        }));
        return new Rows<>(runs.all(), rows.unreadable(), rows.samples());
    }

    /** A text may hold line breaks: a row ends at a line's end only when it has all its columns. */
    private List<String> wholeRows(String stdout) {
        List<String> rows = new ArrayList<>();
        StringBuilder row = new StringBuilder();
        int columns = 0;
        for (String line : stdout.split("\n", -1)) {
            row.append(row.length() == 0 ? "" : "\n").append(line);
            int have = split(row.toString()).size();
            if (columns == 0 || have >= columns) {
                columns = have;
                rows.add(row.toString());
                row.setLength(0);
            }
        }
        rows.add(row.toString());
        rows.removeIf(String::isBlank);
        return rows;
    }

    private List<String> columns(String line, String header) {
        List<String> columns = split(line);
        int expected = split(header).size();
        if (columns.size() != expected) {
            throw new IllegalArgumentException("the row has " + columns.size() + " columns, not " + expected);
        }
        return columns;
    }

    private List<String> split(String line) {
        return List.of(line.split(Pattern.quote(separator), -1));
    }

    private Map<Column, Integer> places(String header) {
        List<String> names = split(header);
        Map<Column, Integer> places = new EnumMap<>(Column.class);
        for (Column column : Column.values()) {
            if (names.contains(column.header)) {
                places.put(column, names.indexOf(column.header));
            }
        }
        return places;
    }

    private record Row(List<String> columns, Map<Column, Integer> places, TolerantFields fields) {
        String get(Column column) {
            return columns.get(places.getOrDefault(column, 0));
        }

        /** The id without the step: {@code 12_3} of {@code 12_3.batch}. */
        String job() {
            return get(Column.JOB_ID).split("\\.", 2)[0];
        }

        Optional<String> step() {
            int dot = get(Column.JOB_ID).indexOf('.');
            return dot < 0 ? Optional.empty() : Optional.of(get(Column.JOB_ID).substring(dot + 1));
        }

        <T> T read(Column column, Function<String, T> reader, T notKnown) {
            return get(column).isEmpty() ? notKnown : fields.read(column.header, get(column), reader, notKnown);
        }

        int number(Column column) {
            return read(column, Integer::parseInt, 0);
        }

        Optional<Instant> time(Column column) {
            return read(column, Written::time, Optional.empty());
        }

        Optional<ExitStatus> exit(Column column) {
            return read(column, word -> Optional.of(ExitStatus.parse(word)), Optional.empty());
        }

        Tres tres(Column column) {
            return read(column, Tres::parse, Tres.NONE);
        }

        Duration elapsed() {
            return Duration.ofSeconds(number(Column.ELAPSED_SECONDS));
        }
    }

    /**
     * Steps follow the run they belong to; a job that was requeued has several runs under one id, and steps of one that
     * cannot be read are no other run's.
     */
    private static final class Runs {
        private final List<AccountedJob> jobs = new ArrayList<>();
        private final List<List<AccountedStep>> steps = new ArrayList<>();
        private final Map<String, Integer> latest = new LinkedHashMap<>();

        void add(Row row) {
            Optional<String> step = row.step();
            if (step.isEmpty()) {
                latest.remove(row.job());
                jobs.add(job(row));
                steps.add(new ArrayList<>());
                latest.put(row.job(), jobs.size() - 1);
                return;
            }
            Integer run = latest.get(row.job());
            if (run == null) {
                throw new UnreadableWord(row.get(Column.JOB_ID), "a step of a job in this answer");
            }
            steps.get(run).add(step(row, step.get()));
        }

        List<AccountedJob> all() {
            List<AccountedJob> all = new ArrayList<>();
            for (int i = 0; i < jobs.size(); i++) {
                all.add(jobs.get(i).withSteps(steps.get(i)));
            }
            return List.copyOf(all);
        }
    }

    private static AccountedJob job(Row row) {
        Tres allocated = row.tres(Column.ALLOCATED);
        JobId id = JobId.parse(row.get(Column.JOB_ID));
        Instant ended = row.time(Column.ENDED).orElse(null);
        return new AccountedJob(
                new JobKey(id, submitted(row)),
                Long.parseLong(row.get(Column.RAW_ID)),
                new JobWords(row.get(Column.NAME), row.get(Column.COMMENT), row.get(Column.WORK_DIR)),
                new Charge(
                        row.get(Column.OWNER),
                        row.get(Column.ACCOUNT),
                        row.get(Column.PARTITION),
                        orEmpty(row.get(Column.QOS))),
                JobState.parse(row.get(Column.STATE)),
                Reason.parse(row.get(Column.REASON)),
                row.exit(Column.EXIT),
                row.exit(Column.DERIVED_EXIT),
                JobSize.of(row.number(Column.NODES), row.number(Column.CPUS), allocated)
                        .of(id.tasks()),
                new JobTimes(
                        row.time(Column.ELIGIBLE).orElse(null),
                        row.time(Column.STARTED).orElse(null),
                        ended,
                        ended == null ? null : new Elapsed(row.elapsed(), ended),
                        row.read(Column.TIME_LIMIT, TimeLimit::parse, TimeLimit.NOT_SET)),
                nodes(row),
                RequestedMemory.tryParse(row.get(Column.REQUESTED_MEMORY)),
                row.tres(Column.REQUESTED),
                allocated,
                List.of());
    }

    private static Instant submitted(Row row) {
        return row.time(Column.SUBMITTED)
                .orElseThrow(() -> new UnreadableWord(row.get(Column.SUBMITTED), "when a job was submitted"));
    }

    private static AccountedStep step(Row row, String step) {
        return new AccountedStep(
                step,
                row.get(Column.NAME),
                JobState.parse(row.get(Column.STATE)),
                row.exit(Column.EXIT),
                row.time(Column.STARTED),
                row.time(Column.ENDED),
                row.elapsed(),
                row.number(Column.TASKS),
                nodes(row),
                row.tres(Column.ALLOCATED),
                Memory.tryParseUsage(row.get(Column.PEAK_MEMORY)),
                SlurmDuration.tryParse(row.get(Column.CPU_TIME)));
    }

    /** A job that never started has "None assigned" here (seen in 22.05 and 24.11). */
    private static String nodes(Row row) {
        return row.get(Column.NODE_LIST).equals("None assigned")
                ? ""
                : row.read(Column.NODE_LIST, Written::hostList, "");
    }
}
