package org.sluice.cluster;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.sluice.remote.Exporters;
import org.sluice.slurm.Gres;
import org.sluice.slurm.Memory;
import org.sluice.slurm.NodeState;
import org.sluice.slurm.Tres;

/**
 * A node as slurmctld sees it.
 *
 * @param version of its slurmd; empty until it registers
 * @param cpuLoad load average times one, as uptime says it; empty until slurmd tells
 * @param freeMemory what the node's kernel says is free; empty until slurmd tells
 * @param gres what slurm.conf says it has
 * @param gresUsed what jobs hold of it, with the positions
 * @param reason why somebody, or Slurm, took it out of service
 * @param bootedAt empty until it registers
 * @param machine what it is made of, and what else Slurm says of it
 * @param unread the fields of Slurm's answer that could not be read; what they would say is not known
 */
public record NodeRecord(
        String name,
        String address,
        String version,
        NodeState state,
        int cpus,
        int cpusAllocated,
        OptionalDouble cpuLoad,
        Memory memory,
        Memory memoryAllocated,
        Optional<Memory> freeMemory,
        List<Gres> gres,
        List<Gres> gresUsed,
        Tres configured,
        Tres allocated,
        List<String> features,
        List<String> partitions,
        Optional<Why> reason,
        Optional<Instant> bootedAt,
        Machine machine,
        List<String> unread)
        implements Exporters.Host {

    /**
     * Why a node is out of service, who said so and when.
     *
     * @param by Unix user; empty where Slurm does not name one
     */
    public record Why(String text, String by, Optional<Instant> at) {}

    /**
     * What a node is made of, as slurm.conf and its slurmd tell.
     *
     * @param architecture empty until it registers, as the operating system
     * @param weight a node with a smaller one is given to jobs first
     * @param slurmdStartedAt empty until it registers
     * @param lastBusyAt when a job last held something of it
     * @param nextState what it becomes when a reboot that is asked for is over; empty without one
     * @param comment what administrators wrote to it
     */
    public record Machine(
            String architecture,
            String operatingSystem,
            int sockets,
            int coresPerSocket,
            int threadsPerCore,
            int weight,
            Optional<Instant> slurmdStartedAt,
            Optional<Instant> lastBusyAt,
            String nextState,
            String comment) {
        public static final Machine NOT_KNOWN =
                new Machine("", "", 0, 0, 0, 0, Optional.empty(), Optional.empty(), "", "");
    }

    public long gpus() {
        return Gres.gpus(gres);
    }

    /** GPUs that jobs hold now. */
    public long gpusAllocated() {
        return gresUsed.isEmpty() ? allocated.gpus().orElse(0) : Gres.gpus(gresUsed);
    }
}
