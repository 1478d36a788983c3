package org.sluice.gpu;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.sluice.jobs.Job;
import org.sluice.jobs.Jobs;
import org.springframework.stereotype.Component;

/** What each GPU of a job did, from the readings that are kept. */
@Component
class JobGpus {
    /** More points than a chart has room for say nothing. */
    private static final int MOST_POINTS = 800;

    private final Jobs jobs;
    private final HoldRows holds;
    private final SampleRows samples;
    private final Clock clock;
    private final Duration every;
    private final Duration patience;

    JobGpus(Jobs jobs, HoldRows holds, SampleRows samples, GpuProperties properties, Clock clock) {
        this.jobs = jobs;
        this.holds = holds;
        this.samples = samples;
        this.clock = clock;
        this.every = properties.every();
        this.patience = properties.patience();
    }

    /** What each device did over this run of the job, in the order of node and position; none when none was held. */
    List<Figures> figures(Job job) {
        Instant now = clock.instant();
        List<Hold> all = Runs.lastOf(holds.of(job, jobs.firstSubmittedAt(job)));
        Map<Integer, SampleRows.Sums> sums = samples.sums(stretches(all, now), every).stream()
                .collect(Collectors.toMap(SampleRows.Sums::device, Function.identity()));
        return byDevice(all).values().stream()
                .map(mine -> figures(mine, sums.get(mine.get(0).device().id()), now))
                .toList();
    }

    /** The lines of the charts, or what came after a moment. */
    JobSeries series(Job job, @Nullable Instant after) {
        Instant now = clock.instant();
        List<Hold> all = holds.of(job, jobs.firstSubmittedAt(job));
        if (all.isEmpty()) {
            return new JobSeries(
                    now.toEpochMilli(), now.toEpochMilli(), null, job.live(), 0, false, List.of(), List.of());
        }
        Runs runs = Runs.of(all);
        Map<Integer, List<Spread>> points = new LinkedHashMap<>();
        Duration step = step(runs, after, now);
        read(later(all, after, now), step)
                .forEach(point -> points.computeIfAbsent(point.mean().device(), d -> new ArrayList<>())
                        .add(point));
        Map<Integer, List<Span>> gaps = gaps(all, runs, now);
        List<JobSeries.Gpu> gpus = byDevice(all).values().stream()
                .map(mine -> gpu(mine, points, gaps))
                .toList();
        Instant end = runs.end();
        return new JobSeries(
                now.toEpochMilli(),
                runs.begin().toEpochMilli(),
                end == null ? null : end.toEpochMilli(),
                job.live() || end == null,
                step.toMillis(),
                all.stream().anyMatch(hold -> hold.device().simulated()),
                runs.marks(),
                gpus);
    }

    private static JobSeries.Gpu gpu(
            List<Hold> mine, Map<Integer, List<Spread>> points, Map<Integer, List<Span>> gaps) {
        Device device = mine.get(0).device();
        List<Spread> read = points.getOrDefault(device.id(), List.of());
        return new JobSeries.Gpu(
                Integer.toString(device.id()),
                device.title(),
                device.node(),
                device.position(),
                device.model(),
                device.profile(),
                mine.stream().anyMatch(Hold::shared),
                device.memoryMib(),
                mine.stream().map(hold -> Span.of(hold.begin(), hold.end(), "")).toList(),
                Lines.of(read),
                gaps.getOrDefault(device.id(), List.of()),
                NotReported.of(device, read));
    }

    private Map<Integer, List<Span>> gaps(List<Hold> all, Runs runs, Instant now) {
        Map<Integer, Device> devices = all.stream()
                .map(Hold::device)
                .collect(Collectors.toMap(Device::id, Function.identity(), (one, same) -> one));
        Instant end = runs.end();
        List<String> nodes =
                devices.values().stream().map(Device::node).distinct().toList();
        Gaps gaps = new Gaps(holds.silences(nodes, runs.begin(), end == null ? now : end), now, every);
        return samples.missing(stretches(all, now), patience).stream()
                .collect(Collectors.groupingBy(
                        Missing::device,
                        Collectors.mapping(
                                missing -> Span.of(gaps.of(
                                        missing,
                                        Objects.requireNonNull(devices.get(missing.device()))
                                                .node())),
                                Collectors.toList())));
    }

    private List<Spread> read(List<Stretch> stretches, Duration step) {
        return step.compareTo(every) > 0
                ? samples.spreads(stretches, step)
                : samples.points(stretches).stream().map(Spread::of).toList();
    }

    private Duration step(Runs runs, @Nullable Instant after, Instant now) {
        Instant from = after == null || after.isBefore(runs.begin()) ? runs.begin() : after;
        Instant until = runs.end() == null ? now : Objects.requireNonNull(runs.end());
        Duration fits = Duration.between(from, until).dividedBy(MOST_POINTS);
        return fits.compareTo(every) > 0 ? Duration.ofSeconds(fits.toSeconds() + 1) : every;
    }

    private static List<Stretch> stretches(List<Hold> all, Instant now) {
        return all.stream().map(hold -> Stretch.of(hold, now)).toList();
    }

    private static List<Stretch> later(List<Hold> all, @Nullable Instant after, Instant now) {
        return stretches(all, now).stream()
                .map(stretch -> after == null ? stretch : stretch.after(after))
                .filter(Stretch::isSome)
                .toList();
    }

    private static Map<Integer, List<Hold>> byDevice(List<Hold> all) {
        return all.stream()
                .collect(Collectors.groupingBy(hold -> hold.device().id(), LinkedHashMap::new, Collectors.toList()));
    }

    private static Figures figures(List<Hold> mine, SampleRows.@Nullable Sums sums, Instant now) {
        Duration held = mine.stream().map(hold -> hold.length(now)).reduce(Duration.ZERO, Duration::plus);
        boolean shared = mine.stream().anyMatch(Hold::shared);
        String source = mine.stream()
                .map(Hold::source)
                .filter(from -> !from.equals("log"))
                .findFirst()
                .orElse("log");
        return Figures.of(mine.get(0).device(), shared, source, held, sums);
    }
}
