package org.sluice.assistant;

import java.util.List;
import org.sluice.jobs.Job;

/** Questions that people ask about a job in this state, to begin with. */
final class Suggestions {
    private Suggestions() {}

    static List<String> of(Job job) {
        if (job.live() && job.state().isWaiting()) {
            return List.of("Why does it wait?", "What could I ask for so that it starts sooner?");
        }
        if (job.live()) {
            return List.of("Is it running well?", "Does it use its GPUs?", "What did it write last?");
        }
        return job.state().isFailure()
                ? List.of("Why did it fail?", "What should I change?", "Which line shows it?")
                : List.of("How well did it use what it asked for?", "Does its output mention a problem?");
    }
}
