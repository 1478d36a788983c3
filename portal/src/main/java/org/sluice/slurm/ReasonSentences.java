package org.sluice.slurm;

import static java.util.Map.entry;

import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What Slurm's reason words mean (the page job_reason_codes of Slurm's documentation). The many words for limits are
 * built from parts, {@code QOS-Max-GRES-PerUser}, and so are their sentences.
 */
final class ReasonSentences {
    private static final Map<String, String> SENTENCES = Map.ofEntries(
            entry("Resources", "It is next in line and starts as soon as what it asks for is free."),
            entry("Priority", "Jobs with a higher priority are in front of it."),
            entry("Dependency", "It waits for another job, as its dependency says."),
            entry(
                    "DependencyNeverSatisfied",
                    "The job it depends on did not end as the dependency demands, so it can never start. Cancel it, or"
                            + " submit it again without the dependency."),
            entry(
                    "BeginTime",
                    "Its earliest start time has not come yet; after a requeue Slurm waits about two minutes."),
            entry("JobHeldUser", "Its owner holds it. Release it to let it start."),
            entry("JobHeldAdmin", "An operator or administrator holds it; only they can release it."),
            entry("JobHoldMaxRequeue", "It was requeued too often, so Slurm holds it."),
            entry(
                    "launch failed requeued held",
                    "It could not be started on its node, so Slurm requeued it and holds it. An administrator has to look"
                            + " at the node."),
            entry(
                    "job requeued in held state",
                    "It was put back into the queue, and Slurm holds it. Release it to let it start again."),
            entry(
                    "Nodes required for job are DOWN",
                    "The nodes it could run on are down, drained, or reserved for jobs of higher partitions."),
            entry("JobArrayTaskLimit", "As many tasks of this array run already as its own limit allows."),
            entry("PartitionDown", "Its partition is down: nothing starts there until an administrator opens it."),
            entry("PartitionInactive", "Its partition is inactive and takes no jobs."),
            entry(
                    "PartitionNodeLimit",
                    "It asks for more or fewer nodes than its partition allows, or than are up. Ask for another number."),
            entry("PartitionTimeLimit", "Its time limit is longer than its partition allows. Ask for less time."),
            entry("PartitionConfig", "It asks for something its partition does not allow."),
            entry(
                    "ReqNodeNotAvail",
                    "A node it needs is not available now: in use, drained, down or reserved, perhaps for maintenance"
                            + " before this job could end."),
            entry("Reservation", "Its reservation has not begun or is full."),
            entry("ReservationDeleted", "Its reservation is gone. Submit it again without the reservation."),
            entry("Licenses", "It waits for a license."),
            entry("Prolog", "The node is being prepared for it."),
            entry("Cleaning", "Its previous run is still being cleaned up."),
            entry("NodeDown", "A node it needs is down."),
            entry("BadConstraints", "No node can ever give what it asks for. Ask for something the cluster has."),
            entry("Constraints", "No node has the features it asks for at the moment."),
            entry("AccountNotAllowed", "Its account may not use this partition."),
            entry("InvalidAccount", "Its account is not valid. Submit it under another account."),
            entry("InvalidQOS", "Its QOS is not valid. Submit it under another QOS."),
            entry("QOSNotAllowed", "Its account or partition does not allow its QOS."),
            entry("QOSUsageThreshold", "Its QOS demands more unused share than is left."),
            entry("AccountingPolicy", "A limit of its account or QOS holds it back."),
            entry("AssociationJobLimit", "The account has reached its number of jobs."),
            entry("AssociationResourceLimit", "The account has reached one of its limits."),
            entry("AssociationTimeLimit", "The account has used up its time."),
            entry("QOSJobLimit", "The QOS has reached its number of jobs."),
            entry("QOSResourceLimit", "The QOS has reached one of its limits."),
            entry("QOSTimeLimit", "The QOS has used up its time."),
            entry("MaxMemPerLimit", "It asks for more memory for each CPU or node than is allowed."),
            entry("DeadLine", "It cannot end before its own deadline any more."),
            entry("FedJobLock", "The clusters of the federation are deciding which one runs it."),
            entry("SchedDefer", "It asks to start at once, which this cluster does not offer."),
            entry("BurstBufferResources", "There is not enough room in the burst buffer."),
            entry("BurstBufferStageIn", "Its data is being copied into the burst buffer."),
            entry("BurstBufferOperation", "The burst buffer failed for this job."),
            entry("NonZeroExitCode", "Its script ended with an exit code other than 0."),
            entry("OutOfMemory", "It used more memory than it was given."),
            entry("TimeLimit", "It reached its time limit."),
            entry("InactiveLimit", "It was idle longer than the cluster allows."),
            entry(
                    "JobLaunchFailure",
                    "It could not be started, or its script was killed as it ran; the cause is in its output or the node's log."),
            entry("RaisedSignal", "A signal ended its script."),
            entry("SystemFailure", "Slurm, a file system or the network failed."));

    private static final Pattern LIMIT = Pattern.compile(
            "(Assoc|QOS|)(Grp|Max|Min)(CPU|Cpu|Memory|Mem|Node|GRES|Energy|Billing|BB|License|SubmitJobs?|Jobs|Wall|Unknown)"
                    + "(RunMinutes|Minutes|Duration|)(PerUser|PerAccount|PerJob|PerNode|)(?:Limit|NotSatisfied|)");

    private static final Map<String, String> WHAT = Map.ofEntries(
            entry("CPU", "CPUs"),
            entry("Cpu", "CPUs"),
            entry("Memory", "memory"),
            entry("Mem", "memory"),
            entry("Node", "nodes"),
            entry("GRES", "GPUs or other generic resources"),
            entry("Energy", "energy"),
            entry("Billing", "billing units"),
            entry("BB", "burst buffer"),
            entry("License", "licenses"),
            entry("SubmitJobs", "jobs running and waiting"),
            entry("SubmitJob", "jobs running and waiting"),
            entry("Jobs", "running jobs"),
            entry("Wall", "run time"),
            entry("Unknown", "some resource"));

    private static final Map<String, String> PER = Map.of(
            "PerUser", " of one user",
            "PerAccount", " of one account",
            "PerJob", " of one job",
            "PerNode", " on one node");

    private ReasonSentences() {}

    static Optional<String> of(String word) {
        String head = word.split(":", 2)[0];
        return Optional.ofNullable(SENTENCES.get(head)).or(() -> limit(head));
    }

    private static Optional<String> limit(String word) {
        Matcher matcher = LIMIT.matcher(word);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        String owner = matcher.group(1).equals("Assoc") ? "the account" : "the QOS";
        String what = WHAT.getOrDefault(matcher.group(3), "some resource");
        String minutes = matcher.group(4);
        if (minutes.equals("Minutes") || minutes.equals("RunMinutes")) {
            what = "minutes of " + what;
        }
        String per =
                matcher.group(2).equals("Grp") ? " of all its jobs together" : PER.getOrDefault(matcher.group(5), "");
        return Optional.of(
                matcher.group(2).equals("Min")
                        ? "It asks for less than the least " + what + " that " + owner + " demands of a job."
                        : "It would exceed the limit that " + owner + " sets on the " + what + per + ".");
    }
}
