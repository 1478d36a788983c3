package org.sluice.gpu;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.sluice.access.Viewer;
import org.sluice.access.Visibility;
import org.sluice.jobs.Job;
import org.sluice.jobs.Jobs;
import org.springframework.stereotype.Component;

/** What each GPU of a node did of late, and for whom. */
@Component
class NodeGpus {
    private static final int MOST_POINTS = 600;

    private final HoldRows holds;
    private final SampleRows samples;
    private final Jobs jobs;
    private final Visibility visibility;
    private final GpuProperties properties;
    private final Clock clock;

    NodeGpus(
            HoldRows holds,
            SampleRows samples,
            Jobs jobs,
            Visibility visibility,
            GpuProperties properties,
            Clock clock) {
        this.holds = holds;
        this.samples = samples;
        this.jobs = jobs;
        this.visibility = visibility;
        this.properties = properties;
        this.clock = clock;
    }

    List<Device> devices(String node) {
        return holds.devicesOf(node);
    }

    /** Why there is nothing of this node to show, as far as that is known. */
    String whyNothing(String node) {
        Instant now = clock.instant();
        return holds.silences(List.of(node), now.minus(properties.every()), now).stream()
                .filter(silence -> silence.until() == null)
                .map(silence -> "This node has reported no GPU: " + silence.why() + ".")
                .findFirst()
                .orElse("This node has reported no GPU yet.");
    }

    NodeSeries series(String node, Duration back, Viewer viewer) {
        Instant now = clock.instant();
        Instant from = now.minus(back);
        List<Device> devices = holds.devicesOf(node);
        List<Stretch> stretches = devices.stream()
                .map(device -> new Stretch(device.id(), later(from, device.firstSeenAt()), now))
                .toList();
        Duration fits = back.dividedBy(MOST_POINTS);
        Duration step = fits.compareTo(properties.every()) > 0 ? fits : properties.every();
        Map<Integer, List<Spread>> points = samples.spreads(stretches, step).stream()
                .collect(Collectors.groupingBy(spread -> spread.mean().device()));
        Gaps gaps = new Gaps(holds.silences(List.of(node), from, now), now, properties.every());
        Map<Integer, List<Span>> missing = samples.missing(stretches, properties.patience()).stream()
                .collect(Collectors.groupingBy(
                        Missing::device, Collectors.mapping(one -> Span.of(gaps.of(one, node)), Collectors.toList())));
        Map<Integer, List<NodeSeries.Holder>> holders = holders(holds.on(node, from, now), viewer);
        return new NodeSeries(
                now.toEpochMilli(),
                from.toEpochMilli(),
                now.toEpochMilli(),
                step.toMillis(),
                devices.stream().anyMatch(Device::simulated),
                devices.stream()
                        .map(device -> gpu(
                                device,
                                points.getOrDefault(device.id(), List.of()),
                                gaps(device, from, missing.getOrDefault(device.id(), List.of())),
                                holders.getOrDefault(device.id(), List.of())))
                        .toList());
    }

    /** The gaps in the readings, and the time before the device was first seen. */
    private static List<Span> gaps(Device device, Instant from, List<Span> missing) {
        if (!device.firstSeenAt().isAfter(from)) {
            return missing;
        }
        Span before = Span.of(from, device.firstSeenAt(), "the portal had not seen this GPU before");
        return Stream.concat(Stream.of(before), missing.stream()).toList();
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }

    private static NodeSeries.Gpu gpu(
            Device device, List<Spread> points, List<Span> gaps, List<NodeSeries.Holder> holders) {
        return new NodeSeries.Gpu(
                Integer.toString(device.id()),
                device.shortTitle(),
                device.position(),
                device.minor(),
                device.uuid(),
                device.model(),
                device.profile(),
                device.memoryMib(),
                Lines.of(points),
                gaps,
                NotReported.of(device, points),
                holders);
    }

    private Map<Integer, List<NodeSeries.Holder>> holders(List<Hold> all, Viewer viewer) {
        Map<Long, Job> known = jobs.byRawId(all.stream().map(Hold::rawJobId).collect(Collectors.toSet()));
        Function<Hold, NodeSeries.Holder> seen = hold -> holder(hold, known.get(hold.rawJobId()), viewer);
        return all.stream()
                .collect(Collectors.groupingBy(
                        hold -> hold.device().id(), Collectors.mapping(seen, Collectors.toList())));
    }

    private NodeSeries.Holder holder(Hold hold, @Nullable Job job, Viewer viewer) {
        Span time = Span.of(hold.begin(), hold.end(), "");
        if (job == null || !visibility.maySee(viewer, job.owner(), job.account())) {
            return new NodeSeries.Holder(time.from(), time.until(), "someone's job", null, false, hold.shared());
        }
        return new NodeSeries.Holder(
                time.from(),
                time.until(),
                job.name() + ", job " + job.id(),
                "/jobs/" + job.id(),
                job.owner().equals(viewer.unixUser()),
                hold.shared());
    }
}
