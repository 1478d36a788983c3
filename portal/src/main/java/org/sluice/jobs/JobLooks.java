package org.sluice.jobs;

import org.sluice.slurm.JobState;
import org.sluice.web.StateLook;

/** The look of each state a job can be in. */
final class JobLooks {
    private JobLooks() {}

    static StateLook of(Job job) {
        if (job.isHeld()) {
            return new StateLook("held", "held", "pause");
        }
        if (!job.live() && job.state().isRequeued()) {
            return new StateLook("requeued", "changing", "turning");
        }
        if (!job.live() && !job.state().isTerminal()) {
            return new StateLook(job.settled() ? "outcome not known" : "left the queue", "unknown", "question");
        }
        return of(job.state());
    }

    private static StateLook of(JobState state) {
        String word = state.text();
        return switch (state.look()) {
            case PENDING -> new StateLook(word, "pending", "hourglass");
            case CHANGING -> new StateLook(word, "changing", "turning");
            case RUNNING -> new StateLook(word, "running", "play");
            case COMPLETED -> new StateLook(word, "completed", "check");
            case FAILED -> new StateLook(word, "failed", "cross");
            case CUT_SHORT -> new StateLook(word, "overtime", "clock");
            case CANCELLED -> new StateLook("cancelled", "cancelled", "stop");
            case HELD -> new StateLook(word, "held", "pause");
            case UNKNOWN -> new StateLook(word, "unknown", "question");
        };
    }
}
