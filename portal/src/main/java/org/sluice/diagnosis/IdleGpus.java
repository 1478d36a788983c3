package org.sluice.diagnosis;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.sluice.gpu.GpuSummary;

/** GPUs of the job did nothing for most of the run. */
final class IdleGpus implements Rule {
    private static final double IDLE = 0.8;
    private static final Duration LEAST = Duration.ofMinutes(1);

    @Override
    public Optional<Finding> look(Evidence evidence) {
        List<GpuSummary.Gpu> all = evidence.gpus().gpus();
        List<GpuSummary.Gpu> idle = all.stream()
                .filter(gpu -> !gpu.shared() && gpu.known().compareTo(LEAST) >= 0)
                .filter(IdleGpus::isIdle)
                .toList();
        if (!evidence.ended() || idle.isEmpty()) {
            return Optional.empty();
        }
        List<Citation> citations = new ArrayList<>();
        idle.forEach(gpu -> citations.add(cited(gpu)));
        boolean every = idle.size() == all.size();
        return Optional.of(new Finding(
                name(),
                every ? "Its GPUs did nothing" : idle.size() + " of its " + all.size() + " GPUs did nothing",
                idle.stream().map(GpuSummary.Gpu::title).collect(Collectors.joining(", "))
                        + (idle.size() == 1 ? " was" : " were") + " idle for most of the run.",
                Confidence.CERTAIN,
                citations,
                every
                        ? "Check that the program uses CUDA at all (torch.cuda.is_available()), or submit it without GPUs."
                        : "Start one process for each GPU (torchrun, srun --ntasks-per-node), or ask for fewer GPUs.",
                null));
    }

    /** Did nothing for most of the time that was read. */
    static boolean isIdle(GpuSummary.Gpu gpu) {
        return gpu.idleShare() != null && Objects.requireNonNull(gpu.idleShare()) >= IDLE;
    }

    /** For how much of the time an idle GPU did nothing. */
    static Citation cited(GpuSummary.Gpu gpu) {
        return new Citation.Sample(
                gpu.title(),
                "idle",
                String.format(Locale.ROOT, "%.0f %% of the time", 100 * Objects.requireNonNull(gpu.idleShare())),
                null);
    }
}
