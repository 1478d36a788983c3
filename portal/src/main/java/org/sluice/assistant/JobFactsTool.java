package org.sluice.assistant;

import java.time.Clock;
import java.time.Instant;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.sluice.diagnosis.Findings;
import org.sluice.jobs.Job;
import org.sluice.jobs.JobRecord;
import org.sluice.jobs.JobStep;
import org.sluice.jobs.Jobs;
import org.sluice.slurm.Tres;
import org.springframework.ai.tool.definition.ToolDefinition;
import org.springframework.stereotype.Component;

/** What Slurm says of the job and of each of its steps, and what the rules found. */
@Component
class JobFactsTool implements JobTool {
    private static final int MOST_STEPS = 40;

    private final Jobs jobs;
    private final Findings findings;
    private final Clock clock;

    JobFactsTool(Jobs jobs, Findings findings, Clock clock) {
        this.jobs = jobs;
        this.findings = findings;
        this.clock = clock;
    }

    @Override
    public ToolDefinition definition() {
        return ToolDefinition.builder()
                .name("job_facts")
                .description(
                        "What Slurm knows of this job: state, reason, exit codes of each step, requested and used resources,"
                                + " times, nodes; and what the portal's rules found.")
                .inputSchema("{\"type\":\"object\",\"properties\":{}}")
                .build();
    }

    @Override
    public void read(Arguments arguments, Looking looking, DataBlock into) {
        Job job = looking.job();
        FoundFacts.write(() -> findings.of(job, looking.viewer()), into);
        of(job, into);
        of(job, jobs.recordOf(job), into);
    }

    private void of(Job job, DataBlock into) {
        tell(into, job, "JobId", job.id());
        tell(into, job, "JobName", job.name());
        tell(into, job, "State", job.state().raw());
        tell(into, job, "Reason", job.reason().isNone() ? null : job.reason());
        tell(into, job, "ExitCode", job.exitStatus());
        tell(into, job, "User", job.owner());
        tell(into, job, "Account", job.account());
        tell(into, job, "Partition", job.partition());
        tell(into, job, "QOS", job.qos());
        tell(into, job, "Nodes", job.nodes());
        tell(into, job, "CPUs", job.cpus());
        tell(into, job, "GPUs", job.gpus() == null ? "not known" : job.gpus());
        tell(into, job, "NodeList", job.nodeList());
        tell(into, job, "TimeLimit", job.timeLimit() == null ? "none, or not known" : job.timeLimit());
        tell(into, job, "Elapsed", job.elapsed(clock.instant()).orElse(null));
        tell(into, job, "Submit", job.submittedAt());
        tell(into, job, "Eligible", job.times().eligibleAt());
        tell(into, job, "Start", job.startedAt());
        tell(into, job, "End", job.endedAt());
        tell(into, job, "Now", job.live() ? clock.instant() : null);
    }

    private void of(Job job, JobRecord record, DataBlock into) {
        Instant at = job.observedAt();
        tell(into, "DerivedExitCode", record.derivedExit(), at);
        tell(
                into,
                "ReqMem",
                record.requestedMemory() == null
                        ? null
                        : record.requestedMemory().text(),
                at);
        tell(into, "ReqTRES", words(record.requested()), at);
        tell(into, "AllocTRES", words(record.allocated()), at);
        tell(into, "Dependency", record.dependency(), at);
        tell(into, "Restarts", record.restarts(), at);
        tell(into, "CancelledBy", record.cancelledBy(), at);
        record.peakMemory().ifPresent(peak -> tell(into, "MaxRSS", peak.text() + " (one task, as sampled)", at));
        record.steps().stream().limit(MOST_STEPS).forEach(step -> of(step, into, at));
        if (record.steps().size() > MOST_STEPS) {
            into.note(record.steps().size() - MOST_STEPS + " more steps are not listed.");
        }
    }

    private static void of(JobStep step, DataBlock into, Instant at) {
        String name = step.step().replaceAll("[^A-Za-z0-9_.+-]", "_");
        tell(into, name + ".Name", step.name(), at);
        tell(into, name + ".State", step.state().raw(), at);
        tell(into, name + ".ExitCode", step.exit(), at);
        tell(into, name + ".NodeList", step.nodeList(), at);
        tell(
                into,
                name + ".MaxRSS",
                step.peakMemory() == null ? null : step.peakMemory().text(),
                at);
        tell(into, name + ".TotalCPU", step.cpuTime(), at);
    }

    private static String words(Tres tres) {
        return tres.amounts().entrySet().stream()
                .map(amount -> amount.getKey() + "=" + amount.getValue())
                .collect(Collectors.joining(","));
    }

    private static void tell(DataBlock into, Job job, String name, @Nullable Object value) {
        if (value != null && !value.toString().isEmpty()) {
            into.field(name, value, job.source(), job.observedAt());
        }
    }

    private static void tell(DataBlock into, String name, @Nullable Object value, Instant at) {
        if (value != null && !value.toString().isEmpty()) {
            into.field(name, value, "sacct", at);
        }
    }
}
