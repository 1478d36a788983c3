package org.sluice.nodes;

import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** What Slurm promises and a node may not be able to keep, in plain words for each way it can be. */
enum Capability {
    MEMORY_LIMITS(
            "Memory limits",
            Map.of(
                    "kernel",
                    new Words(
                            "kept", "The kernel keeps a job to its memory: one that takes more ends as OUT_OF_MEMORY."),
                    "OverMemoryKill",
                    new Words(
                            "partly",
                            "Slurm measures every few seconds and ends a job that is over its memory (OverMemoryKill). Until"
                                    + " then it can take memory from other jobs of the node, and it does not end as"
                                    + " OUT_OF_MEMORY."),
                    "none",
                    new Words("not kept", "Nothing keeps a job to its memory: it can take all that the node has."))),
    GPU_ISOLATION(
            "GPUs of others",
            Map.of(
                    "devices",
                    new Words("kept", "A job can open its own GPUs and no others."),
                    "variable",
                    new Words(
                            "not kept",
                            "A job is told which GPUs are its own by CUDA_VISIBLE_DEVICES, and nothing stops it from opening"
                                    + " others: leave that variable as it is."))),
    CORE_LIMITS(
            "Cores of others",
            Map.of(
                    "cgroup",
                    new Words("kept", "A job runs on its own cores."),
                    "none",
                    new Words(
                            "not kept",
                            "A job may use more cores than it asked for, and makes others on the node slower by it."))),
    PROCESS_TRACKING(
            "Processes of a job",
            Map.of(
                    "cgroup",
                    new Words("kept", "Slurm knows every process of a job and ends them all with it."),
                    "parents",
                    new Words(
                            "partly",
                            "Slurm follows who started whom: a program that detaches itself can outlive its job."))),
    MEMORY_FIGURES(
            "Memory used",
            Map.of(
                    "readable",
                    new Words("kept", "Slurm can measure how much memory a job uses (MaxRSS)."),
                    "unreadable",
                    new Words(
                            "not kept",
                            "Slurm cannot read how much memory a job uses: MaxRSS stays empty, and a limit by measuring never"
                                    + " takes effect. The node needs SYS_PTRACE."))),
    CGROUPS(
            "Control groups",
            Map.of(
                    "writable",
                    new Words("kept", "The node can make control groups, so that the kernel could keep limits."),
                    "read_only",
                    new Words(
                            "not kept",
                            "The node cannot make control groups: no limit of memory, cores or devices can be kept by the"
                                    + " kernel."))),
    HOME(
            "Home directories",
            Map.of(
                    "shared",
                    new Words("kept", "Homes lie on a volume of their own, which all pods mount."),
                    "local",
                    new Words(
                            "not kept",
                            "Homes lie on the node's own disk: what a job writes there is not seen elsewhere and is lost with"
                                    + " the node.")));

    /** Whether a promise is kept, and what that means for a job. */
    record Words(String kept, String sentence) {}

    private static final Words NOT_KNOWN = new Words("not known", "The node has not reported it.");

    private final String title;

    @SuppressWarnings("ImmutableEnumChecker") // made by Map.of, of records
    private final Map<String, Words> ways;

    Capability(String title, Map<String, Words> ways) {
        this.title = title;
        this.ways = ways;
    }

    /** The name that sluice-capabilities gives it: {@code memory_limits}. */
    String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    String title() {
        return title;
    }

    /** What a way means; one that this portal does not know is not guessed at. */
    Words words(Optional<String> how) {
        return how.map(ways::get).orElse(NOT_KNOWN);
    }

    static Optional<Capability> named(String id) {
        return Arrays.stream(values()).filter(one -> one.id().equals(id)).findFirst();
    }
}
