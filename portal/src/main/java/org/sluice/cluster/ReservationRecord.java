package org.sluice.cluster;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.sluice.slurm.HostList;

/**
 * A reservation as slurmctld has it: nodes that are kept, for some time, for some people or for nobody.
 *
 * @param startsAt for one that floats the next start; empty where it could not be read, as the end
 * @param nodeList its nodes, as Slurm shortens them; empty for one that holds no whole node
 * @param flags Slurm's words: MAINT, IGNORE_JOBS, SPEC_NODES, DAILY and the like
 * @param users who may use it; one that begins with a minus sign may not
 * @param state ACTIVE or INACTIVE, Slurm's word
 * @param comment empty before Slurm 23.11, which keeps none
 * @param unread the fields of Slurm's answer that could not be read; what they would say is not known
 */
public record ReservationRecord(
        String name,
        Optional<Instant> startsAt,
        Optional<Instant> endsAt,
        String nodeList,
        int nodeCount,
        int coreCount,
        String partition,
        List<String> flags,
        List<String> users,
        List<String> groups,
        List<String> accounts,
        String state,
        String comment,
        List<String> unread) {

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

    /** How long it lasts; empty where its start or its end is not known. */
    public Optional<Duration> duration() {
        return startsAt.flatMap(start -> endsAt.map(end -> Duration.between(start, end)));
    }

    /** Whether it keeps its nodes at this moment, as far as known: an unreadable start has come, an unreadable end has not. */
    public boolean holdsAt(Instant moment) {
        return startsBy(moment) && endsAfter(moment);
    }

    public boolean startsBy(Instant moment) {
        return startsAt.map(start -> !start.isAfter(moment)).orElse(true);
    }

    public boolean endsAfter(Instant moment) {
        return endsAt.map(end -> end.isAfter(moment)).orElse(true);
    }

    /** Whether it keeps its nodes at some moment of this time. */
    public boolean meets(Instant from, Instant until) {
        return startsAt.map(start -> start.isBefore(until)).orElse(true) && endsAfter(from);
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
