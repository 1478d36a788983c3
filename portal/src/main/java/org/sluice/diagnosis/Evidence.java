package org.sluice.diagnosis;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.sluice.files.JobOutput;
import org.sluice.files.OutputLine;
import org.sluice.gpu.GpuSummary;
import org.sluice.jobs.Job;
import org.sluice.jobs.JobRecord;
import org.sluice.jobs.JobStep;

/**
 * All that is known of a job at a moment, as far as one viewer may know it.
 *
 * @param earlier other runs of the same job, the oldest first
 * @param output as the viewer can read it
 * @param queue the queue around a job that waits
 * @param budget what the search through the output may still cost
 */
record Evidence(
        Job job,
        JobRecord record,
        List<Job> earlier,
        JobOutput output,
        GpuSummary gpus,
        Queue queue,
        Instant now,
        Budget budget) {

    boolean ended() {
        return !job.live();
    }

    /** Over, and neither completed nor cancelled; a run whose outcome is not known is not called failed. */
    boolean failed() {
        return ended() && job.state().isFailure();
    }

    /** It has left the queue and its outcome is not known. */
    boolean outcomeIsOpen() {
        return ended() && !job.state().isTerminal() && !job.state().isRequeued();
    }

    /** What the job's script returned; -1 where it is not known. */
    int exitCode() {
        return job.exitStatus() == null ? -1 : job.exitStatus().code();
    }

    boolean waitsFor(String reason) {
        return waits() && job.reason().word().equalsIgnoreCase(reason);
    }

    /** Why it waits, as a citation. */
    Citation.Field reason() {
        return field("Reason", job.reason());
    }

    /** The last line of the output that says anything. */
    Optional<Citation.Line> lastWords() {
        return last(line -> !line.isBlank());
    }

    boolean waits() {
        return job.live() && job.state().isWaiting();
    }

    /** The first line that words it so. */
    Optional<Citation.Line> first(Wording wording) {
        return output.lines().stream()
                .filter(line -> wording.isIn(line.text(), budget))
                .findFirst()
                .map(this::cited);
    }

    /** The last line that words it so. */
    Optional<Citation.Line> last(Wording wording) {
        return last(line -> wording.isIn(line, budget));
    }

    private Optional<Citation.Line> last(Predicate<String> wanted) {
        List<OutputLine> lines = output.lines();
        for (int i = lines.size() - 1; i >= 0; i--) {
            if (wanted.test(lines.get(i).text())) {
                return Optional.of(cited(lines.get(i)));
            }
        }
        return Optional.empty();
    }

    Citation.Line cited(OutputLine line) {
        return new Citation.Line(line.path(), line.number(), line.text(), line.error());
    }

    /** Something Slurm said of the job. */
    Citation.Field field(String name, Object value) {
        Instant at = job.live() && queue.takenAt() != null ? queue.takenAt() : job.observedAt();
        return new Citation.Field(name, value.toString(), job.source(), at);
    }

    Citation.Field state() {
        return field("State", job.state().raw());
    }

    /** How the job ended, as a citation; empty where it is not known. */
    Optional<Citation.Field> exit() {
        // squeue shows no exit codes: until accounting has reported it, it is scontrol's
        String source = job.source().equals("squeue") ? "scontrol" : job.source();
        return Optional.ofNullable(job.exitStatus())
                .map(exit -> new Citation.Field("ExitCode", exit.toString(), source, job.observedAt()));
    }

    Citation.Field stepField(JobStep step, String name, Object value) {
        return new Citation.Field(step.step() + "." + name, value.toString(), "sacct", job.observedAt());
    }
}
