package org.sluice.diagnosis;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.sluice.cluster.NodeRecord;
import org.sluice.jobs.JobStep;
import org.sluice.slurm.JobState.Name;
import org.sluice.slurm.Memory;
import org.sluice.slurm.SbatchOptions;
import org.sluice.slurm.SbatchOptions.Option;

/** Host memory: the kernel ended a process of the job (cgroup), or Slurm's sampling did (OverMemoryKill). */
final class OutOfMemory implements Rule {
    /** slurmstepd's line about the kernel's doing, 22.05 "oom-kill event(s)", 24.11 "oom_kill event". */
    private static final Wording KERNEL =
            Wording.of("Detected \\d+ oom[-_]kill event", "oom-kill event", "oom_kill event");
    /** slurmstepd's line with JobAcctGatherParams=OverMemoryKill; bytes (seen in 22.05). */
    private static final Wording SAMPLED =
            Wording.of("exceeded memory limit \\((\\d{1,15}) > (\\d{1,15})\\)", "exceeded memory limit (");

    private static final long STEP_MIB = 256;
    private static final long LARGE_STEP_MIB = 1024;
    private static final long LARGE_MIB = 4096;

    @Override
    public Optional<Finding> look(Evidence evidence) {
        if (!evidence.ended()) {
            return Optional.empty();
        }
        List<Citation> citations = new ArrayList<>();
        Optional<Citation.Line> sampled = evidence.last(SAMPLED);
        sampled.ifPresent(citations::add);
        evidence.last(KERNEL).ifPresent(citations::add);
        if (isMemory(evidence.job().state().name())) {
            citations.add(evidence.state());
        }
        evidence.exit()
                .filter(exit -> evidence.job().exitStatus() != null
                        && evidence.job().exitStatus().isOutOfMemory())
                .ifPresent(citations::add);
        for (JobStep step : evidence.record().steps()) {
            if (isMemory(step.state().name())) {
                citations.add(evidence.stepField(step, "State", step.state().raw()));
            }
        }
        if (citations.isEmpty()) {
            return Optional.empty();
        }
        Optional<Memory> limit = limitPerNode(evidence);
        limit.ifPresent(memory -> citations.add(evidence.field("ReqMem", memory.text() + " per node")));
        return Optional.of(finding(evidence, citations, limit, sampled.flatMap(OutOfMemory::used)));
    }

    private Finding finding(
            Evidence evidence, List<Citation> citations, Optional<Memory> limit, Optional<Memory> used) {
        Optional<Fix> fix = limit.flatMap(memory -> fix(evidence, memory, used));
        boolean wentOn = evidence.job().state().isCompleted();
        String given = limit.map(memory -> "the " + memory.text() + " it may use on a node")
                .orElse("the memory it may use");
        String cause = used.map(memory -> "It used " + memory.text() + ", more than " + given + ", so Slurm ended it.")
                .orElse("It wanted more than " + given + ", so the kernel ended a process of it.");
        return new Finding(
                name(),
                wentOn ? "A step ran out of memory" : "Out of memory",
                wentOn ? cause + " The script went on and completed." : cause,
                Confidence.CERTAIN,
                citations,
                fix.isPresent() || limit.isEmpty()
                        ? "Ask for more memory (--mem), or let it load less at a time: a smaller batch, fewer workers of the data loader."
                        : "No node of its partition has much more memory: spread it over more nodes, or let it load less at a time.",
                fix.orElse(null));
    }

    private static boolean isMemory(Name state) {
        return state == Name.OUT_OF_MEMORY;
    }

    private static Optional<Memory> used(Citation.Line line) {
        return SAMPLED.in(line.text()).map(found -> new Memory(Long.parseLong(found.group(1))));
    }

    private static Optional<Memory> limitPerNode(Evidence evidence) {
        int nodes = Math.max(1, evidence.job().nodes());
        return evidence.record()
                .allocated()
                .memory()
                .or(() -> evidence.record().requested().memory())
                .map(all -> new Memory(all.bytes() / nodes));
    }

    /** Twice as much, or a quarter more than was used where that is known, as far as a node has it. */
    private static Optional<Fix> fix(Evidence evidence, Memory limit, Optional<Memory> used) {
        long wanted =
                Math.max(limit.mebibytes() * 2, used.map(Memory::mebibytes).orElse(0L) * 5 / 4);
        long step = wanted > LARGE_MIB ? LARGE_STEP_MIB : STEP_MIB;
        Memory more = Memory.ofMebibytes((wanted + step - 1) / step * step);
        Optional<Memory> most =
                evidence.queue().nodes().stream().map(NodeRecord::memory).max(Comparator.naturalOrder());
        if (most.isPresent() && most.get().compareTo(more) < 0) {
            return Optional.empty();
        }
        return Optional.of(
                new Fix("Resubmit with " + more.text() + " of memory", SbatchOptions.NONE.with(Option.MEMORY, more)));
    }
}
