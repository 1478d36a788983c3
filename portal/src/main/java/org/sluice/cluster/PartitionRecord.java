package org.sluice.cluster;

import java.util.List;
import java.util.OptionalInt;
import org.sluice.slurm.HostList;
import org.sluice.slurm.TimeLimit;
import org.sluice.slurm.Tres;

/**
 * A partition as slurmctld sees it.
 *
 * @param state UP, DOWN, DRAIN or INACTIVE
 * @param allowAccounts the accounts that may use it; empty for all
 * @param denyAccounts the accounts that may not
 * @param allowQos the QOS that may use it; empty for all
 * @param nodeList its nodes, as Slurm shortens them
 * @param maxNodes most nodes of one job; empty for no limit
 * @param tres what it has in all
 * @param terms what else decides about jobs in it
 * @param unread the fields of Slurm's answer that could not be read; what they would say is not known
 */
public record PartitionRecord(
        String name,
        String state,
        boolean isDefault,
        TimeLimit maxTime,
        TimeLimit defaultTime,
        List<String> allowAccounts,
        List<String> denyAccounts,
        List<String> allowQos,
        String nodeList,
        int totalNodes,
        int totalCpus,
        OptionalInt maxNodes,
        Tres tres,
        Terms terms,
        List<String> unread) {

    /**
     * Further terms of a partition.
     *
     * @param allowGroups the Unix groups that may use it; empty for all
     * @param qos the QOS whose limits hold for all of it; empty for none
     * @param priorityTier jobs of a higher one are started first
     * @param rootOnly only root and SlurmUser may submit to it
     * @param reservationOnly only jobs that name a reservation are taken
     * @param preemptMode what happens to its jobs when a better partition wants their nodes; OFF for nothing
     */
    public record Terms(
            List<String> allowGroups,
            String qos,
            int priorityTier,
            boolean rootOnly,
            boolean reservationOnly,
            String preemptMode) {
        public static final Terms NONE = new Terms(List.of(), "", 1, false, false, "OFF");
    }

    /** Jobs are taken and started. */
    public boolean isUp() {
        return state.equals("UP");
    }

    public boolean allowsAccount(String account) {
        return (allowAccounts.isEmpty() || allowAccounts.contains(account)) && !denyAccounts.contains(account);
    }

    public boolean allowsQos(String qos) {
        return allowQos.isEmpty() || allowQos.contains(qos);
    }

    /** Its nodes, by name. */
    public List<String> nodeNames() {
        return HostList.expand(nodeList);
    }

    /** Whether the job runs in it or waits for it; a waiting job may name several partitions. */
    public boolean isNamedBy(QueuedJob job) {
        return List.of(job.partition().split(",", -1)).contains(name);
    }
}
