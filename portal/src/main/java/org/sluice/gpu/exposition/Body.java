package org.sluice.gpu.exposition;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One body as its lines come in; a line that can't be read is counted, and the next one read all the same. */
final class Body {
    private static final int MOST_LABEL_SETS = 4096;
    private static final int MOST_READINGS = 100_000;
    private static final int LONGEST_TIMESTAMP = 15;
    private static final int LONGEST_EXPECTED_NAME = 128;

    private final ByteTable<LabelSet> known;
    private final ExpectedLines expected;
    private final Map<DeviceKey, ReportedDevice> devices = new LinkedHashMap<>();
    private final Map<DeviceKey, DeviceReadings> readings = new LinkedHashMap<>();
    private final List<ReportedInterval> intervals = new ArrayList<>();
    private final Set<JobLabel> jobs = new LinkedHashSet<>();
    private final Decimal decimal = new Decimal();
    private @Nullable DeviceReadings[] bySet = new DeviceReadings[64];
    private boolean own;
    private boolean simulated;
    private @Nullable Instant clock;
    private int gathered;
    private int unreadable;
    private int impossible;
    private int contradicting;
    private int tooMany;

    /**
     * @param known label sets met in earlier bodies; new ones are added
     * @param expected lines of the body before; those of this one take their places
     */
    Body(ByteTable<LabelSet> known, ExpectedLines expected) {
        this.known = known;
        this.expected = expected;
    }

    /** A line of which everything up to {@code from} is as expected. */
    void restOf(ExpectedLine line, byte[] bytes, int from, int end) {
        try {
            long millis = numbers(bytes, from, withoutReturn(bytes, from, end));
            if (line.series() != null) {
                take(line.series(), line.labels(), millis);
            }
        } catch (Unreadable e) {
            unreadable++;
        }
    }

    void line(byte[] bytes, int from, int end) {
        int to = withoutReturn(bytes, from, end);
        if (from == to || bytes[from] == '#') {
            return;
        }
        try {
            series(bytes, from, to);
        } catch (Unreadable e) {
            unreadable++;
        }
    }

    void unreadableLine() {
        unreadable++;
    }

    Scrape scrape() {
        List<Reading> all = new ArrayList<>(gathered);
        readings.forEach((key, of) -> {
            devices.computeIfAbsent(key, device -> of.labels().seen(of.memoryMib()));
            of.moments().stream().filter(Gathered::saysAnything).forEach(at -> all.add(at.reading(key)));
        });
        return new Scrape(
                own,
                simulated,
                clock,
                List.copyOf(devices.values()),
                List.copyOf(all),
                List.copyOf(intervals),
                List.copyOf(jobs),
                new Doubts(unreadable, impossible, contradicting, tooMany));
    }

    private void series(byte[] bytes, int from, int to) {
        int nameEnd = nameEnd(bytes, from, to);
        SeriesName name = SeriesName.all().find(bytes, from, nameEnd);
        boolean labelled = bytes[nameEnd] == '{';
        int labelsEnd = labelled ? closingBrace(bytes, nameEnd + 1, to) : nameEnd;
        long millis = numbers(bytes, labelled ? labelsEnd + 1 : nameEnd, to);
        int labelsFrom = labelled ? nameEnd + 1 : nameEnd;
        LabelSet labels =
                name == null ? known.find(bytes, labelsFrom, labelsEnd) : labels(bytes, labelsFrom, labelsEnd);
        if (labelled && labels != null && nameEnd - from <= LONGEST_EXPECTED_NAME) {
            expected.remember(new ExpectedLine(Arrays.copyOfRange(bytes, from, nameEnd), name, labels));
        }
        if (name != null) {
            take(name, labels, millis);
        }
    }

    /** Reads value and timestamp; the value is then in {@code decimal}. */
    private long numbers(byte[] bytes, int from, int to) {
        int valueFrom = skipBlanks(bytes, from, to);
        int valueEnd = wordEnd(bytes, valueFrom, to);
        if (!decimal.read(bytes, valueFrom, valueEnd)) {
            throw new Unreadable("no value");
        }
        return timestamp(bytes, skipBlanks(bytes, valueEnd, to), to);
    }

    private void take(SeriesName name, @Nullable LabelSet labels, long millis) {
        if (labels == null) {
            tooMany++;
        } else if (name.isReading()) {
            reading(name, labels, millis);
        } else if (!name.isPossible(decimal.value())) {
            impossible++;
        } else {
            switch (name) {
                case OWN_EXPORTER -> {
                    own = true;
                    simulated = labels.labels().text("simulated").equals("true");
                }
                case CLOCK -> clock = Instant.ofEpochMilli(Math.round(decimal.value() * 1000));
                case GPU -> devices.put(labels.device(), labels.described());
                case JOB_INTERVAL -> intervals.add(labels.interval());
                default -> throw new IllegalStateException("nobody reads " + name);
            }
        }
    }

    private void reading(SeriesName name, LabelSet labels, long millis) {
        DeviceReadings of = of(labels);
        Gathered at = of.at(millis);
        if (!name.isPossible(decimal.value())) {
            impossible++;
        } else if (at == null && gathered == MOST_READINGS) {
            tooMany++;
        } else {
            if (at == null) {
                gathered++;
                at = of.begin(millis);
            }
            contradicting += at.take(name, decimal.value()) ? 0 : 1;
        }
    }

    /** A device has one reading, even where its exporter repeats it with other labels for each of its jobs. */
    private DeviceReadings of(LabelSet labels) {
        if (labels.number() >= bySet.length) {
            bySet = Arrays.copyOf(bySet, Math.max(2 * bySet.length, labels.number() + 1));
        }
        DeviceReadings of = bySet[labels.number()];
        if (of == null) {
            // labels that describe no device are found out here, where the line is counted
            labels.requireDevice();
            of = readings.computeIfAbsent(labels.device(), device -> new DeviceReadings(labels));
            bySet[labels.number()] = of;
            JobLabel job = labels.job();
            if (job != null) {
                jobs.add(job);
            }
        }
        return Objects.requireNonNull(of);
    }

    private @Nullable LabelSet labels(byte[] bytes, int from, int to) {
        LabelSet found = known.find(bytes, from, to);
        if (found != null || known.size() >= MOST_LABEL_SETS) {
            return found;
        }
        byte[] own = Arrays.copyOfRange(bytes, from, to);
        LabelSet labels = new LabelSet(known.size(), own, Labels.parse(bytes, from, to));
        known.add(own, labels);
        return labels;
    }

    private static int withoutReturn(byte[] bytes, int from, int end) {
        return end > from && bytes[end - 1] == '\r' ? end - 1 : end;
    }

    private static boolean isOfAName(byte b) {
        boolean letter = (b >= 'a' && b <= 'z') || (b >= 'A' && b <= 'Z');
        return letter || (b >= '0' && b <= '9') || b == '_' || b == ':';
    }

    private static int nameEnd(byte[] bytes, int from, int to) {
        for (int i = from; i < to; i++) {
            byte b = bytes[i];
            if (b == '{' || b == ' ' || b == '\t') {
                return i;
            }
            if (!isOfAName(b)) {
                throw new Unreadable("no name of a series");
            }
        }
        throw new Unreadable("a name and nothing else");
    }

    private static int closingBrace(byte[] bytes, int from, int to) {
        boolean quoted = false;
        for (int i = from; i < to; i++) {
            byte b = bytes[i];
            if (b == '"') {
                quoted = !quoted;
            } else if (b == '\\') {
                i++;
            } else if (b == '}' && !quoted) {
                return i;
            }
        }
        throw new Unreadable("labels without an end");
    }

    private static int skipBlanks(byte[] bytes, int from, int to) {
        int i = from;
        while (i < to && (bytes[i] == ' ' || bytes[i] == '\t')) {
            i++;
        }
        return i;
    }

    private static int wordEnd(byte[] bytes, int from, int to) {
        int i = from;
        while (i < to && bytes[i] != ' ' && bytes[i] != '\t') {
            i++;
        }
        return i;
    }

    /** Milliseconds since the epoch; trailing blanks are allowed, anything else is not. */
    private static long timestamp(byte[] bytes, int from, int to) {
        if (from == to) {
            return Gathered.NOT_STAMPED;
        }
        int end = wordEnd(bytes, from, to);
        if (end - from > LONGEST_TIMESTAMP || skipBlanks(bytes, end, to) != to) {
            throw new Unreadable("no timestamp");
        }
        long millis = 0;
        for (int i = from; i < end; i++) {
            if (bytes[i] < '0' || bytes[i] > '9') {
                throw new Unreadable("no timestamp");
            }
            millis = 10 * millis + (bytes[i] - '0');
        }
        return millis;
    }
}
