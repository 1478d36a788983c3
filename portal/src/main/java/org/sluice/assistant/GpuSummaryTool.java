package org.sluice.assistant;

import java.util.Locale;
import java.util.Objects;
import org.sluice.diagnosis.Citation;
import org.sluice.gpu.GpuSummaries;
import org.sluice.gpu.GpuSummary;
import org.springframework.ai.tool.definition.ToolDefinition;
import org.springframework.stereotype.Component;

/** What each GPU of the job did, in figures and in the sentences of the job's page. */
@Component
class GpuSummaryTool implements JobTool {
    private final GpuSummaries summaries;

    GpuSummaryTool(GpuSummaries summaries) {
        this.summaries = summaries;
    }

    @Override
    public ToolDefinition definition() {
        return ToolDefinition.builder()
                .name("gpu_summary")
                .description(
                        "What each GPU of this job did over its run: mean utilisation, idle time, most memory in use; and"
                                + " the verdict in words.")
                .inputSchema("{\"type\":\"object\",\"properties\":{}}")
                .build();
    }

    @Override
    public void read(Arguments arguments, Looking looking, DataBlock into) {
        GpuSummary summary = summaries.of(looking.job());
        if (summary.gpus().isEmpty()) {
            into.note("It held no GPU, or no node recorded one.");
        }
        summary.verdict().forEach(into::note);
        summary.gpus().forEach(gpu -> of(gpu, into));
    }

    private static void of(GpuSummary.Gpu gpu, DataBlock into) {
        String mark = new Citation.Sample(gpu.title(), "", "", null).mark();
        into.gpu(
                mark,
                gpu.title(),
                "read for",
                gpu.known().toSeconds() + " s of " + gpu.held().toSeconds() + " s, " + gpu.readings() + " readings, "
                        + gpu.model() + (gpu.shared() ? ", shared with other jobs" : ""),
                null);
        into.gpu(
                mark,
                gpu.title(),
                "mean utilisation",
                gpu.meanUtilization() == null ? "not known" : percent(gpu.meanUtilization()),
                null);
        into.gpu(
                mark,
                gpu.title(),
                "idle",
                gpu.idleShare() == null ? "not known" : percent(100 * gpu.idleShare()) + " of the time read",
                null);
        into.gpu(mark, gpu.title(), "most memory in use", memory(gpu), gpu.maxMemoryAt());
    }

    private static String memory(GpuSummary.Gpu gpu) {
        if (gpu.maxMemoryMib() == null) {
            return "not known";
        }
        String most = String.format(Locale.ROOT, "%.1f GiB", gpu.maxMemoryMib() / 1024);
        return gpu.memoryMib() == null
                ? most
                : most
                        + String.format(
                                Locale.ROOT,
                                " of %.1f GiB (%s)",
                                gpu.memoryMib() / 1024.0,
                                percent(100 * Objects.requireNonNull(gpu.memoryShare())));
    }

    private static String percent(double value) {
        return String.format(Locale.ROOT, "%.0f %%", value);
    }
}
