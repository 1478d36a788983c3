package org.sluice.gpu;

import java.util.List;
import org.sluice.jobs.Job;

/**
 * What the panel of a job's GPUs says beside its charts.
 *
 * @param topic the live event that announces new readings
 * @param verdict what the GPUs did, in words; none when no GPU was held
 * @param figures one row a device
 * @param words why there is no chart; empty when there is one
 */
record JobGpusView(Job job, String topic, List<Sentence> verdict, List<Figures> figures, String words) {
    static JobGpusView of(Job job, List<Figures> figures, Verdict verdict) {
        return new JobGpusView(
                job,
                GpuTopic.ofJob(job.rawId()),
                figures.isEmpty() ? List.of() : verdict.of(figures, job.live()),
                figures,
                figures.isEmpty() ? why(job) : "");
    }

    private static String why(Job job) {
        if (!job.size().mayHoldGpus()) {
            return job.live() ? "This job holds no GPU." : "This job held no GPU.";
        }
        if (job.startedAt() == null) {
            return job.live() ? "It has not started: readings come with its first seconds." : "It never started.";
        }
        return job.live()
                ? "No readings yet: the first come within ten seconds of the start."
                : "What its GPUs did is not known: no node recorded this job.";
    }

    public boolean simulated() {
        return figures.stream().anyMatch(gpu -> gpu.device().simulated());
    }

    /** Whether readings may come yet, so that it is worth asking again. */
    public boolean mayBegin() {
        return job.live() && job.size().mayHoldGpus();
    }
}
