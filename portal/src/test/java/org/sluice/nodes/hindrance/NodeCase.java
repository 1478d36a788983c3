package org.sluice.nodes.hindrance;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.sluice.cluster.NodeRecord;
import org.sluice.cluster.PartitionRecord;
import org.sluice.cluster.QueuedJob;
import org.sluice.cluster.ReservationRecord;
import org.sluice.cluster.command.ScontrolShowNode;
import org.sluice.cluster.command.ScontrolShowPartition;
import org.sluice.cluster.command.ScontrolShowReservation;
import org.sluice.slurm.Charge;
import org.sluice.slurm.Gres;
import org.sluice.slurm.JobId;
import org.sluice.slurm.JobKey;
import org.sluice.slurm.JobSize;
import org.sluice.slurm.JobState;
import org.sluice.slurm.JobTimes;
import org.sluice.slurm.JobWords;
import org.sluice.slurm.Reason;
import org.sluice.slurm.TimeLimit;
import org.sluice.web.Formats;

/** A node a1 of four GPUs as scontrol would write it, with what stands around it. */
public final class NodeCase {
    public static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");

    private final String name;
    private String state = "IDLE";
    private String reason = "";
    private int gpusUsed;
    private int cpusUsed;
    private int memoryUsed;
    private String partitions = "gpu";
    private String partitionState = "UP";
    private final List<ReservationRecord> reservations = new ArrayList<>();
    private final List<QueuedJob> jobs = new ArrayList<>();

    private NodeCase(String name) {
        this.name = name;
    }

    public static NodeCase idle() {
        return new NodeCase("a1");
    }

    public static NodeCase state(String state) {
        return named("a1", state);
    }

    public static NodeCase named(String name, String state) {
        NodeCase made = new NodeCase(name);
        made.state = state;
        return made;
    }

    public NodeCase reason(String text) {
        reason = text;
        return this;
    }

    public NodeCase using(int gpus, int cpus, int mebibytes) {
        gpusUsed = gpus;
        cpusUsed = cpus;
        memoryUsed = mebibytes;
        return this;
    }

    public NodeCase inPartition(String partition, String itsState) {
        partitions = partition;
        partitionState = itsState;
        return this;
    }

    public NodeCase reserved(String reservation, String flags, Instant from, Duration lasts) {
        reservations.add(reservation(reservation, name, flags, from, lasts));
        return this;
    }

    public NodeCase running(long id, Duration left) {
        jobs.add(job(id, "alice", "RUNNING", name, Optional.of(NOW.plus(left)), "1:00:00"));
        return this;
    }

    public NodeRecord node() {
        String written = "NodeName=" + name + " CPUAlloc=" + cpusUsed + " CPUTot=32 CPULoad=0.10"
                + " ActiveFeatures=a100 Gres=gpu:a100:4 GresUsed=gpu:a100:" + gpusUsed
                + "(IDX:" + (gpusUsed == 0 ? "N/A" : "0-" + (gpusUsed - 1)) + ") NodeAddr=127.0.1.1 Version=22.05.8"
                + " RealMemory=256000 AllocMem=" + memoryUsed + " State=" + state + " Weight=1"
                + (partitions.isEmpty() ? "" : " Partitions=" + partitions)
                + " BootTime=" + NOW.getEpochSecond() + " CfgTRES=cpu=32 AllocTRES="
                + (reason.isEmpty() ? "" : " Reason=" + reason + " [dana@" + NOW.getEpochSecond() + "]");
        return ScontrolShowNode.parse(written).all().get(0);
    }

    Circumstances circumstances() {
        return new Circumstances(
                node(),
                partitions.isEmpty() ? List.of() : List.of(partition("gpu", partitionState, name)),
                reservations,
                jobs,
                NOW,
                new Formats(Clock.fixed(NOW, ZoneOffset.UTC)));
    }

    public static PartitionRecord partition(String name, String state, String nodes) {
        return ScontrolShowPartition.parse("PartitionName=" + name + " AllowGroups=ALL AllowAccounts=ALL AllowQos=ALL"
                        + " Default=YES QoS=N/A DefaultTime=01:00:00 MaxNodes=UNLIMITED MaxTime=2-00:00:00 Nodes="
                        + nodes + " PriorityTier=1 RootOnly=NO ReqResv=NO PreemptMode=OFF State=" + state
                        + " TotalCPUs=64 TotalNodes=2 TRES=cpu=64")
                .all()
                .get(0);
    }

    public static ReservationRecord reservation(String name, String nodes, String flags, Instant from, Duration lasts) {
        return ScontrolShowReservation.parse("ReservationName=" + name + " StartTime=" + from.getEpochSecond()
                        + " EndTime=" + from.plus(lasts).getEpochSecond() + " Nodes=" + nodes + " NodeCnt=1 Flags="
                        + flags + " Users=root Groups=(null) Accounts=(null) State="
                        + (from.isAfter(NOW) ? "INACTIVE" : "ACTIVE"))
                .all()
                .get(0);
    }

    /** A job with two GPUs a node. */
    public static QueuedJob job(
            long id, String owner, String state, String nodes, Optional<Instant> ends, String limit) {
        boolean waits = state.equals("PENDING");
        return new QueuedJob(
                new JobKey(JobId.of(id), NOW.minusSeconds(60)),
                id,
                new JobWords("train", "", "/tmp"),
                new Charge(owner, "research", "gpu", "normal"),
                JobState.parse(state),
                Reason.parse(waits ? "Resources" : "None"),
                JobSize.of(1, 1, Gres.parseList("gpu:a100:2")),
                new JobTimes(null, waits ? null : NOW.minusSeconds(30), null, null, TimeLimit.parse(limit)),
                new QueuedJob.Needs(null, "", "", ""),
                new QueuedJob.Forecast(null, ends.orElse(null)),
                waits ? "" : nodes,
                "",
                1,
                "");
    }
}
