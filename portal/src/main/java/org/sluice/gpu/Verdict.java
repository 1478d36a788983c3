package org.sluice.gpu;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.sluice.web.Formats;
import org.springframework.stereotype.Component;

/** What a job's GPUs did, in words: the idle ones by name first, then how well the rest was used. */
@Component
class Verdict {
    /** From this share of the time on, a GPU was idle all the time. */
    private static final double WHOLLY = 0.995;
    /** Below this mean utilisation, GPUs that did work are called little used, in percent. */
    private static final double LITTLE = 30;
    /** This share of a run without readings is worth saying. */
    private static final double WORTH_SAYING = 0.02;

    private final Formats formats;

    Verdict(Formats formats) {
        this.formats = formats;
    }

    /** @param live whether the job runs still */
    List<Sentence> of(List<Figures> all, boolean live) {
        List<Sentence> sentences = new ArrayList<>();
        List<Figures> known = all.stream().filter(Figures::isJudged).toList();
        List<Figures> idle = known.stream().filter(Figures::isIdle).toList();
        List<Figures> working =
                known.stream().filter(gpu -> !idle.contains(gpu)).toList();
        if (!idle.isEmpty()) {
            sentences.add(Sentence.bad(idle(idle, live)));
        }
        if (!working.isEmpty()) {
            sentences.add(working(working, idle.isEmpty() && working.size() == all.size()));
        }
        if (known.isEmpty()) {
            sentences.add(Sentence.quiet(unknown(all, live)));
        }
        peakMemory(all, sentences);
        withoutReadings(all, sentences);
        if (all.stream().anyMatch(Figures::shared)) {
            sentences.add(Sentence.quiet("Its GPUs are shared: readings are of the whole GPU, other jobs included."));
        }
        lessSure(all, sentences);
        return sentences;
    }

    private static void lessSure(List<Figures> all, List<Sentence> sentences) {
        if (all.stream().anyMatch(gpu -> gpu.source().equals("idx"))) {
            sentences.add(Sentence.quiet(
                    "A node did not record which GPUs this job held; Slurm's allocation (IDX) says it instead."));
        }
        if (all.stream().anyMatch(gpu -> gpu.source().equals("hpc_job"))) {
            sentences.add(
                    Sentence.quiet("Which GPUs it held is known from dcgm-exporter's labels, to the nearest reading."));
        }
    }

    private static String idle(List<Figures> idle, boolean live) {
        double least = idle.stream()
                .mapToDouble(gpu -> Objects.requireNonNull(gpu.idleShare()))
                .min()
                .orElse(1);
        String soFar = live ? " so far." : ".";
        if (least > WHOLLY) {
            return names(idle) + " did nothing in the whole run" + soFar;
        }
        return names(idle) + " did nothing for " + (idle.size() == 1 ? "" : "at least ") + percent(100 * least)
                + " of the run" + soFar;
    }

    private static Sentence working(List<Figures> working, boolean all) {
        double mean = working.stream()
                .mapToDouble(gpu -> Objects.requireNonNull(gpu.meanUtilization()))
                .average()
                .orElse(0);
        String who = all && working.size() > 1
                ? (working.size() == 2 ? "Both" : "All " + working.size()) + " GPUs were"
                : names(working) + (working.size() == 1 ? " was" : " were");
        String words = who + " " + percent(mean) + " used" + (working.size() == 1 ? "." : " on average.");
        return mean < LITTLE ? Sentence.bad(words) : Sentence.good(words);
    }

    private static String unknown(List<Figures> all, boolean live) {
        if (all.stream().allMatch(gpu -> gpu.readings() == 0)) {
            return live
                    ? "There are no readings of its GPUs yet."
                    : "What its GPUs did is not known: there are no readings of them.";
        }
        if (all.stream().allMatch(gpu -> gpu.meanUtilization() == null)) {
            return "How busy its GPUs were is not reported, only how much memory they used.";
        }
        return "Less than " + Figures.LEAST_KNOWN.toSeconds() + " s of readings: too little to judge.";
    }

    private void peakMemory(List<Figures> all, List<Sentence> sentences) {
        all.stream()
                .filter(gpu -> gpu.memoryShare() != null)
                .max(Comparator.comparing(gpu -> Objects.requireNonNull(gpu.memoryShare())))
                .ifPresent(gpu -> sentences.add(Sentence.quiet("Peak GPU memory: "
                        + formats.size(bytes(Objects.requireNonNull(gpu.maxMemory()))) + " of "
                        + formats.size(bytes(Objects.requireNonNull(gpu.device().memoryMib())))
                        + " (" + percent(100 * Objects.requireNonNull(gpu.memoryShare())) + "), on "
                        + gpu.device().title() + ".")));
    }

    private void withoutReadings(List<Figures> all, List<Sentence> sentences) {
        all.stream()
                .filter(gpu -> gpu.readings() > 0
                        && gpu.unknown().toMillis() > WORTH_SAYING * gpu.held().toMillis()
                        && gpu.unknown().compareTo(Figures.LEAST_KNOWN) > 0)
                .max(Comparator.comparing(Figures::unknown))
                .ifPresent(gpu -> sentences.add(Sentence.quiet(
                        "Readings are missing for up to " + formats.duration(gpu.unknown()) + " of the run.")));
    }

    /** {@code GPU 2 and 3 on a1, GPU 0 on a2}. */
    private static String names(List<Figures> gpus) {
        Map<String, List<String>> byNode = new LinkedHashMap<>();
        gpus.forEach(gpu -> byNode.computeIfAbsent(gpu.device().node(), node -> new ArrayList<>())
                .add(gpu.device().shortTitle().substring("GPU ".length())));
        return byNode.entrySet().stream()
                .map(node -> "GPU " + listed(node.getValue()) + " on " + node.getKey())
                .collect(Collectors.joining(", "));
    }

    private static String listed(List<String> words) {
        return words.size() == 1
                ? words.get(0)
                : String.join(", ", words.subList(0, words.size() - 1)) + " and " + words.get(words.size() - 1);
    }

    private static String percent(double value) {
        return String.format(Locale.ROOT, "%.0f %%", value);
    }

    private static long bytes(double mib) {
        return Math.round(mib * 1024 * 1024);
    }
}
