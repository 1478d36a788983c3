package org.sluice.cluster;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import org.sluice.slurm.HostList;

/**
 * A reservation as slurmctld has it: nodes that are kept, for some time, for some people or for nobody.
 *
 * @param startsAt for one that floats the next start
 * @param nodeList its nodes, as Slurm shortens them; empty for one that holds no whole node
 * @param flags Slurm's words: MAINT, IGNORE_JOBS, SPEC_NODES, DAILY and the like
 * @param users who may use it; one that begins with a minus sign may not
 * @param state ACTIVE or INACTIVE, Slurm's word
 * @param comment empty before Slurm 23.11, which keeps none
 */
public record ReservationRecord(
        String name,
        Instant startsAt,
        Instant endsAt,
        String nodeList,
        int nodeCount,
        int coreCount,
        String partition,
        List<String> flags,
        List<String> users,
        List<String> groups,
        List<String> accounts,
        String state,
        String comment) {

    /** Nobody's jobs start there, and Slurm does not count the time as idle. */
    public boolean isMaintenance() {
        return flags.contains("MAINT");
    }

    /** Jobs that run into it did not keep it from being made, and they are not ended by it either. */
    public boolean ignoresJobs() {
        return flags.contains("IGNORE_JOBS");
    }

    public boolean isActive() {
        return state.equals("ACTIVE");
    }

    public Duration duration() {
        return Duration.between(startsAt, endsAt);
    }

    /** Its nodes, by name. */
    public List<String> nodeNames() {
        return HostList.expand(nodeList);
    }

    /** Whether jobs of this person, charged to one of these accounts, may run in it; groups are not known here. */
    public boolean admits(String unixUser, Collection<String> charged) {
        if (users.contains("-" + unixUser)) {
            return false;
        }
        return users.contains(unixUser) || accounts.stream().anyMatch(charged::contains);
    }
}
