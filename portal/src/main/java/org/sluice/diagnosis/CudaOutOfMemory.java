package org.sluice.diagnosis;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import org.sluice.gpu.GpuSummary;

/** The memory of a GPU was not enough. */
final class CudaOutOfMemory implements Rule {
    /** PyTorch, older PyTorch, CUDA's own names for it, JAX and TensorFlow. */
    static final Wording LINE = Wording.anyOf(
            "CUDA out of memory",
            "OutOfMemoryError: CUDA",
            "CUDA_ERROR_OUT_OF_MEMORY",
            "cudaErrorMemoryAllocation",
            "RESOURCE_EXHAUSTED: Out of memory",
            "CUBLAS_STATUS_ALLOC_FAILED");

    private static final Wording TRIED = Wording.of("Tried to allocate ([0-9.]+ [KMGT]iB)", "Tried to allocate ");
    /** From this share of its memory on a GPU is called full. */
    private static final double FULL = 0.9;

    @Override
    public Optional<Finding> look(Evidence evidence) {
        if (!evidence.failed()) {
            return Optional.empty();
        }
        return evidence.first(LINE).map(line -> finding(evidence, line));
    }

    private Finding finding(Evidence evidence, Citation.Line line) {
        List<Citation> citations = new ArrayList<>(List.of(line));
        Optional<GpuSummary.Gpu> fullest = evidence.gpus().gpus().stream()
                .filter(gpu -> gpu.memoryShare() != null)
                .max(Comparator.comparing(gpu -> Objects.requireNonNull(gpu.memoryShare())));
        fullest.ifPresent(gpu -> citations.add(peak(gpu)));
        evidence.exit().ifPresent(citations::add);
        Optional<String> tried = TRIED.in(line.text()).map(found -> found.group(1));
        boolean seenFull = fullest.filter(gpu -> Objects.requireNonNull(gpu.memoryShare()) >= FULL)
                .isPresent();
        return new Finding(
                name(),
                "GPU memory was not enough",
                "The program asked a GPU for "
                        + tried.map(amount -> amount + " more").orElse("more memory") + " than it had left"
                        + (seenFull ? "; the readings show it nearly full." : "."),
                Confidence.CERTAIN,
                citations,
                "Make the batch smaller, or use gradient accumulation, checkpointing or a smaller precision; or ask for GPUs with"
                        + " more memory. More host memory (--mem) does not help.",
                null);
    }

    private static Citation.Sample peak(GpuSummary.Gpu gpu) {
        String value = String.format(
                Locale.ROOT,
                "%.1f of %.1f GiB (%.0f %%)",
                Objects.requireNonNull(gpu.maxMemoryMib()) / 1024,
                Objects.requireNonNull(gpu.memoryMib()) / 1024.0,
                100 * Objects.requireNonNull(gpu.memoryShare()));
        return new Citation.Sample(gpu.title(), "most memory in use", value, gpu.maxMemoryAt());
    }
}
