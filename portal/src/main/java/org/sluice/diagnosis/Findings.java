package org.sluice.diagnosis;

import jakarta.annotation.PreDestroy;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.sluice.access.Viewer;
import org.sluice.access.Visibility;
import org.sluice.cluster.NodeRecord;
import org.sluice.cluster.QueuedJob;
import org.sluice.cluster.Snapshot;
import org.sluice.cluster.Snapshots;
import org.sluice.files.JobOutput;
import org.sluice.files.JobOutputs;
import org.sluice.gpu.GpuSummaries;
import org.sluice.gpu.GpuSummary;
import org.sluice.jobs.Job;
import org.sluice.jobs.JobRecord;
import org.sluice.jobs.Jobs;
import org.sluice.web.BoundedWork;
import org.sluice.web.WorkNotDone;
import org.springframework.stereotype.Component;

/**
 * Explains a job to a viewer: collects the evidence as that viewer may see it and asks every rule. It never guesses;
 * where no rule finds a cause there is the finding that it is not known, and what was looked at.
 */
@Component
public class Findings {
    private static final BoundedWork.Bounds SEARCHES = new BoundedWork.Bounds(4, 32, 2, Duration.ofSeconds(15));

    private final Jobs jobs;
    private final JobOutputs outputs;
    private final GpuSummaries gpus;
    private final Snapshots snapshots;
    private final Visibility visibility;
    private final Clock clock;
    private final BoundedWork searches = new BoundedWork("findings", SEARCHES);

    Findings(
            Jobs jobs, JobOutputs outputs, GpuSummaries gpus, Snapshots snapshots, Visibility visibility, Clock clock) {
        this.jobs = jobs;
        this.outputs = outputs;
        this.gpus = gpus;
        this.snapshots = snapshots;
        this.visibility = visibility;
        this.clock = clock;
    }

    /**
     * What is found; nothing for a job that runs, or completed and used what it held. The caller has asked whether the viewer
     * may see the job; its output is read as the viewer here, on threads of its own.
     *
     * @throws WorkNotDone when the search through its output is refused or takes too long
     */
    public Explanation of(Job job, Viewer viewer) {
        return hasOutput(job)
                ? searches.call(viewer.login(), () -> Rules.apply(evidence(job, viewer)))
                : Rules.apply(evidence(job, viewer));
    }

    private static boolean hasOutput(Job job) {
        return !job.live() && job.startedAt() != null && !job.state().isCompleted();
    }

    @PreDestroy
    void stop() {
        searches.close();
    }

    private Evidence evidence(Job job, Viewer viewer) {
        JobRecord record = jobs.recordOf(job);
        JobOutput output = hasOutput(job) ? outputs.read(viewer, job) : JobOutput.NOT_ASKED;
        GpuSummary summary = job.live() ? GpuSummary.NONE : gpus.of(job);
        return new Evidence(
                job, record, jobs.otherRuns(job), output, summary, queue(job, viewer), clock.instant(), Budget.usual());
    }

    private Queue queue(Job job, Viewer viewer) {
        Optional<Snapshot> latest = snapshots.latest();
        if (latest.isEmpty()) {
            return Queue.NOT_SEEN;
        }
        Snapshot snapshot = latest.get();
        List<String> partitions = List.of(job.partition().split(",", -1));
        List<NodeRecord> nodes = snapshot.nodes().values().stream()
                .filter(node -> node.partitions().stream().anyMatch(partitions::contains))
                .toList();
        List<QueuedJob> others = new ArrayList<>();
        QueuedJob self = null;
        for (QueuedJob queued : snapshot.jobs()) {
            if (queued.rawId() == job.rawId() && queued.submittedAt().equals(job.submittedAt())) {
                self = queued;
            } else if (queued.state().isLive() && isInOneOf(queued, partitions)) {
                others.add(queued);
            }
        }
        return new Queue(
                self,
                snapshot.partitions().get(partitions.get(0)),
                nodes,
                snapshot.reservations(),
                List.copyOf(others),
                queued -> visibility.maySee(viewer, queued.owner(), queued.account()),
                snapshot.observedAt());
    }

    private static boolean isInOneOf(QueuedJob queued, List<String> partitions) {
        return List.of(queued.partition().split(",", -1)).stream().anyMatch(partitions::contains);
    }
}
