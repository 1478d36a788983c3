package org.sluice.templates;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.sluice.cluster.NodeRecord;
import org.sluice.slurm.Gres;
import org.sluice.slurm.Memory;
import org.sluice.slurm.SbatchOptions;
import org.sluice.slurm.SbatchOptions.Option;

/**
 * What a form asks of each of its nodes.
 *
 * @param nodes the least number of nodes
 * @param gpuType empty for any
 * @param memory zero when the form asks for none
 */
record Wish(long nodes, String gpuType, long gpus, long cpus, Memory memory) {
    private static final Memory NONE = new Memory(0);

    static Wish of(SbatchOptions options) {
        String gpus = options.value(Option.GPUS_PER_NODE).orElse("0");
        int colon = gpus.lastIndexOf(':');
        return new Wish(
                least(options, Option.NODES),
                colon < 0 ? "" : gpus.substring(0, colon),
                Long.parseLong(gpus.substring(colon + 1)),
                least(options, Option.NTASKS_PER_NODE) * least(options, Option.CPUS_PER_TASK),
                options.value(Option.MEMORY).flatMap(Memory::tryParse).orElse(NONE));
    }

    /** The node is large enough, whoever holds it now. */
    boolean fits(NodeRecord node) {
        return gpusOf(node) >= gpus && node.cpus() >= cpus && node.memory().compareTo(memory) >= 0;
    }

    /** What nobody holds of the node is enough. */
    boolean fitsNow(NodeRecord node) {
        return gpusOf(node) - gpusHeld(node) >= gpus
                && node.cpus() - node.cpusAllocated() >= cpus
                && node.memory().bytes() - node.memoryAllocated().bytes() >= memory.bytes();
    }

    /** For a sentence: {@code 2 a100 GPUs, 4 CPUs and 8 GiB}. */
    String words() {
        List<String> parts = new ArrayList<>();
        if (gpus > 0) {
            parts.add(counted(gpus, gpuType.isEmpty() ? "GPU" : gpuType + " GPU"));
        }
        if (cpus > 1 || (gpus == 0 && memory.equals(NONE))) {
            parts.add(counted(cpus, "CPU"));
        }
        if (!memory.equals(NONE)) {
            parts.add(memory.text());
        }
        return joined(parts);
    }

    /** The most that one of these nodes has of what is asked for, in the same words. */
    String mostOf(Collection<NodeRecord> members) {
        return new Wish(
                        1,
                        gpuType,
                        members.stream().mapToLong(this::gpusOf).max().orElse(0),
                        members.stream().mapToLong(NodeRecord::cpus).max().orElse(0),
                        members.stream()
                                .map(NodeRecord::memory)
                                .max(Memory::compareTo)
                                .orElse(NONE))
                .words();
    }

    /** GPUs of the wanted type, or of all types when any will do. */
    long gpusOf(NodeRecord node) {
        return count(node.gres());
    }

    private long gpusHeld(NodeRecord node) {
        if (!node.gresUsed().isEmpty()) {
            return count(node.gresUsed());
        }
        return gpuType.isEmpty()
                ? node.gpusAllocated()
                : node.allocated().gpusByType().getOrDefault(gpuType, 0L);
    }

    private long count(List<Gres> all) {
        return all.stream()
                .filter(gres ->
                        gres.isGpu() && (gpuType.isEmpty() || gres.type().equals(gpuType)))
                .mapToLong(Gres::count)
                .sum();
    }

    private static long least(SbatchOptions options, Option option) {
        Optional<String> value = options.value(option);
        return value.isEmpty() ? 1 : Long.parseLong(value.get().split("-", 2)[0]);
    }

    static String counted(long count, String one) {
        return count + " " + one + (count == 1 ? "" : "s");
    }

    private static String joined(List<String> parts) {
        int last = parts.size() - 1;
        return last == 0 ? parts.get(0) : String.join(", ", parts.subList(0, last)) + " and " + parts.get(last);
    }
}
