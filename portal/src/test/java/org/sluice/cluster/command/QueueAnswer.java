package org.sluice.cluster.command;

import java.util.EnumMap;
import java.util.Map;
import java.util.Random;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.sluice.cluster.QueuedJob;
import org.sluice.cluster.command.Squeue.Field;

/** Writes squeue's answers in the product's own format, one row a job, for as many jobs as wanted. */
public final class QueueAnswer {
    static final Mark MARK = Mark.ofRecording("0123456789ab");

    private QueueAnswer() {}

    /** The question that these answers answer. */
    public static Squeue question() {
        return Squeue.marked(MARK);
    }

    /** A job with these fields, each a name and squeue's word for it; what is not given is usual. */
    public static QueuedJob job(String... fields) {
        Map<Field, String> row = new EnumMap<>(Field.class);
        for (int i = 0; i < fields.length; i += 2) {
            row.put(Field.valueOf(fields[i]), fields[i + 1]);
        }
        return question().parse(row(row)).all().get(0);
    }

    /** A row with usual values; the given ones replace them. */
    static String row(Map<Field, String> values) {
        Map<Field, String> row = new EnumMap<>(usual());
        row.putAll(values);
        return Field.FIXED.stream().map(field -> field(row, field)).collect(Collectors.joining(Mark.FIELD))
                + MARK.text()
                + Field.TEXTS.stream().map(field -> field(row, field)).collect(Collectors.joining(MARK.text()))
                + MARK.end()
                + "\n";
    }

    /** An answer with jobs of some hundred users, half of them running; the same for the same number. */
    public static String ofJobs(int jobs) {
        RandomGenerator random = new Random(jobs);
        return IntStream.range(0, jobs).mapToObj(i -> job(1000 + i, random)).collect(Collectors.joining());
    }

    private static String job(int number, RandomGenerator random) {
        boolean running = random.nextBoolean();
        int nodes = 1 + random.nextInt(4);
        int first = 1 + random.nextInt(200);
        Map<Field, String> job = new EnumMap<>(Field.class);
        job.put(Field.ID, number % 5 == 0 ? number / 5 + "_" + number % 100 : Integer.toString(number));
        job.put(Field.RAW_ID, Integer.toString(number));
        job.put(Field.OWNER, "user" + random.nextInt(300));
        job.put(Field.STATE, running ? "RUNNING" : "PENDING");
        job.put(Field.REASON, running ? "None" : "Priority");
        job.put(Field.NODES, Integer.toString(nodes));
        job.put(Field.CPUS, Integer.toString(nodes * 16));
        job.put(Field.TRES_PER_NODE, "gres:gpu:a100:" + (1 + random.nextInt(8)));
        job.put(Field.NODE_LIST, running ? "a[" + first + "-" + (first + nodes - 1) + "]" : "");
        job.put(Field.STARTS, running ? Integer.toString(1_795_228_800 + random.nextInt(3600)) : "N/A");
        job.put(Field.NAME, "train-" + random.nextInt(1000));
        return row(job);
    }

    private static Map<Field, String> usual() {
        Map<Field, String> row = new EnumMap<>(Field.class);
        row.put(Field.ID, "7");
        row.put(Field.RAW_ID, "7");
        row.put(Field.OWNER, "alice");
        row.put(Field.ACCOUNT, "research");
        row.put(Field.PARTITION, "gpu");
        row.put(Field.QOS, "normal");
        row.put(Field.STATE, "PENDING");
        row.put(Field.NODES, "1");
        row.put(Field.CPUS, "1");
        row.put(Field.TRES_PER_NODE, "N/A");
        row.put(Field.MIN_MEMORY, "2000M");
        row.put(Field.TIME_LIMIT, "1:00:00");
        row.put(Field.SUBMITTED, "1795228800");
        row.put(Field.STARTS, "N/A");
        row.put(Field.ENDS, "N/A");
        row.put(Field.NODE_LIST, "");
        row.put(Field.BATCH_HOST, "n/a");
        row.put(Field.PRIORITY, "1");
        row.put(Field.DEPENDENCY, "(null)");
        row.put(Field.RESERVATION, "(null)");
        row.put(Field.REASON, "Priority");
        row.put(Field.FEATURES, "(null)");
        row.put(Field.COMMENT, "(null)");
        row.put(Field.COMMAND, "(null)");
        row.put(Field.WORK_DIR, "/home/alice");
        row.put(Field.NAME, "train");
        return row;
    }

    private static String field(Map<Field, String> row, Field field) {
        return row.getOrDefault(field, "");
    }
}
