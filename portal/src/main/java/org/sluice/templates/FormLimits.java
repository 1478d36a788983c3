package org.sluice.templates;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.sluice.cluster.ArrayLimit;
import org.sluice.cluster.PartitionRecord;
import org.sluice.nodes.Nodes;
import org.sluice.slurm.SbatchOptions;
import org.sluice.slurm.SbatchOptions.Option;
import org.sluice.slurm.SlurmDuration;
import org.springframework.stereotype.Component;

/** Finds in a form what Slurm would take and never run, or refuse for sure, so that it is said at its field before. */
@Component
class FormLimits {
    private static final int LONGEST_NUMBER = 12;

    private final Nodes nodes;
    private final ArrayLimit arrays;

    FormLimits(Nodes nodes, ArrayLimit arrays) {
        this.nodes = nodes;
        this.arrays = arrays;
    }

    /** The form with what is wrong by the limits of the cluster as it was last seen. */
    FilledForm checked(FilledForm form) {
        return checked(form, nodes.partitions(), arrays::highestTask);
    }

    static FilledForm checked(
            FilledForm form, Collection<PartitionRecord> partitions, Supplier<OptionalLong> highestTask) {
        Map<Option, String> problems = new TreeMap<>();
        time(form.options(), partitions).ifPresent(words -> problems.put(Option.TIME, words));
        array(form.options(), highestTask).ifPresent(words -> problems.put(Option.ARRAY, words));
        return form.withProblems(problems);
    }

    /** A QOS may let a job go beyond its partition's limit (sacctmgr(1), PartitionTimeLimit): one that is chosen is left to Slurm. */
    private static Optional<String> time(SbatchOptions options, Collection<PartitionRecord> partitions) {
        Optional<String> asked = options.value(Option.TIME);
        List<PartitionRecord> chosen = chosen(options, partitions);
        if (asked.isEmpty() || chosen.isEmpty() || options.value(Option.QOS).isPresent()) {
            return Optional.empty();
        }
        // sbatch(1), "--time": zero asks for no limit at all
        Optional<Duration> limit = SlurmDuration.tryParse(asked.get()).filter(time -> !time.isZero());
        boolean possible = chosen.stream()
                .map(partition -> partition.maxTime().duration())
                .anyMatch(most -> most.isEmpty()
                        || limit.filter(time -> time.compareTo(most.get()) <= 0).isPresent());
        return possible
                ? Optional.empty()
                : Optional.of(chosen.stream()
                                .map(partition -> partition.name() + " " + partition.maxTime())
                                .collect(Collectors.joining(", ", "No partition chosen runs a job so long (", ")"))
                        + ": ask for less.");
    }

    private static List<PartitionRecord> chosen(SbatchOptions options, Collection<PartitionRecord> partitions) {
        Optional<List<String>> names = options.value(Option.PARTITION).map(value -> List.of(value.split(",", -1)));
        return partitions.stream()
                .filter(partition ->
                        names.map(all -> all.contains(partition.name())).orElse(partition.isDefault()))
                .toList();
    }

    private static Optional<String> array(SbatchOptions options, Supplier<OptionalLong> highestTask) {
        Optional<String> asked = options.value(Option.ARRAY);
        if (asked.isEmpty()) {
            return Optional.empty();
        }
        OptionalLong highest = highestTask.get();
        return highest.isPresent() && highest(asked.get()) > highest.getAsLong()
                ? Optional.of("The highest task number here is " + highest.getAsLong()
                        + " (MaxArraySize of this cluster is " + (highest.getAsLong() + 1) + ").")
                : Optional.empty();
    }

    /** The highest number of {@code 0-9,20-30:2%4}: steps and the throttle are no tasks. */
    private static long highest(String array) {
        long highest = 0;
        for (String range : array.split("%", 2)[0].split(",", -1)) {
            for (String number : range.split(":", 2)[0].split("-", -1)) {
                highest = Math.max(highest, number(number));
            }
        }
        return highest;
    }

    private static long number(String digits) {
        if (digits.length() > LONGEST_NUMBER) {
            return Long.MAX_VALUE;
        }
        return digits.isEmpty() ? 0 : Long.parseLong(digits);
    }
}
