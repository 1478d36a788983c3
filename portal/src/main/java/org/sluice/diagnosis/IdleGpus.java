package org.sluice.diagnosis;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.sluice.gpu.GpuSummary;

/** GPUs of the job did nothing for most of the run. */
final class IdleGpus implements Rule {
    @Override
    public Optional<Finding> look(Evidence evidence) {
        List<GpuSummary.Gpu> all = evidence.gpus().gpus();
        List<GpuSummary.Gpu> idle = all.stream().filter(GpuSummary.Gpu::idle).toList();
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

    /** For how much of the time an idle GPU did nothing. */
    static Citation cited(GpuSummary.Gpu gpu) {
        return new Citation.Sample(
                gpu.title(),
                "idle",
                String.format(Locale.ROOT, "%.0f %% of the time", 100 * Objects.requireNonNull(gpu.idleShare())),
                null);
    }
}
