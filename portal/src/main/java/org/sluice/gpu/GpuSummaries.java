package org.sluice.gpu;

import java.util.List;
import org.sluice.jobs.Job;
import org.springframework.stereotype.Component;

/** What the GPUs of a job did, for rooms that explain it. The caller has asked whether the viewer may see the job. */
@Component
public class GpuSummaries {
    private final GpuRecords records;
    private final JobGpus jobGpus;
    private final Verdict verdict;

    GpuSummaries(GpuRecords records, JobGpus jobGpus, Verdict verdict) {
        this.records = records;
        this.jobGpus = jobGpus;
        this.verdict = verdict;
    }

    public GpuSummary of(Job job) {
        List<Figures> figures = records.figures(job).orElseGet(() -> jobGpus.figures(job));
        return new GpuSummary(
                figures.stream().map(GpuSummary.Gpu::of).toList(),
                figures.isEmpty()
                        ? List.of()
                        : verdict.of(figures, job.live()).stream()
                                .map(Sentence::words)
                                .toList());
    }
}
