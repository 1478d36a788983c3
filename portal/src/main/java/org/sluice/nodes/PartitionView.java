package org.sluice.nodes;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.sluice.access.Viewer;
import org.sluice.cluster.NodeRecord;
import org.sluice.cluster.PartitionRecord;
import org.sluice.cluster.ReservationRecord;
import org.sluice.cluster.Snapshot;
import org.sluice.web.StateLook;

/**
 * A partition in the words and figures of a page.
 *
 * @param usable nodes that take jobs now
 * @param running jobs that hold its nodes, whoever owns them
 * @param waiting jobs that wait for it, whoever owns them
 * @param mine whether the viewer's accounts may use it
 * @param terms who may use it, and other terms, one sentence each
 */
record PartitionView(
        PartitionRecord partition,
        StateLook look,
        List<NodeRecord> nodes,
        long usable,
        List<GpuType> gpus,
        long running,
        long waiting,
        boolean mine,
        List<String> terms,
        List<ReservationRecord> reservations) {

    static PartitionView of(PartitionRecord partition, Snapshot snapshot, Viewer viewer) {
        List<String> names = partition.nodeNames();
        List<NodeRecord> nodes =
                names.stream().map(snapshot::node).flatMap(Optional::stream).toList();
        return new PartitionView(
                partition,
                look(partition),
                nodes,
                nodes.stream().filter(node -> node.state().isUsable()).count(),
                GpuType.of(nodes),
                count(snapshot, partition, true),
                count(snapshot, partition, false),
                viewer.accounts().isEmpty() || viewer.accounts().stream().anyMatch(partition::allowsAccount),
                terms(partition),
                snapshot.reservations().stream()
                        .filter(reservation -> reservation.nodeNames().stream().anyMatch(names::contains))
                        .toList());
    }

    static StateLook look(PartitionRecord partition) {
        return switch (partition.state()) {
            case "UP" -> new StateLook("up", "idle", "check");
            case "DOWN" -> new StateLook("down", "down", "down");
            case "DRAIN" -> new StateLook("drain", "draining", "drain");
            case "INACTIVE" -> new StateLook("inactive", "cancelled", "stop");
            default -> new StateLook(partition.state(), "unknown", "question");
        };
    }

    /** What its state means for jobs (scontrol(1), "State" of partitions). */
    public String meaning() {
        return PartitionState.of(partition.state())
                .map(PartitionState::meaning)
                .orElse("Slurm says " + partition.state() + ".");
    }

    private static long count(Snapshot snapshot, PartitionRecord partition, boolean running) {
        return snapshot.jobs().stream()
                .filter(job -> running ? job.state().holdsNodes() : job.state().isWaiting())
                .filter(partition::isNamedBy)
                .count();
    }

    private static List<String> terms(PartitionRecord partition) {
        List<String> terms = new ArrayList<>();
        PartitionRecord.Terms its = partition.terms();
        boolean open = partition.allowAccounts().isEmpty()
                && partition.denyAccounts().isEmpty()
                && partition.allowQos().isEmpty()
                && its.allowGroups().isEmpty();
        if (open) {
            terms.add("Everybody with an account may use it.");
        }
        add(terms, "Only the accounts ", partition.allowAccounts());
        add(terms, "Not the accounts ", partition.denyAccounts());
        add(terms, "Only the QOS ", partition.allowQos());
        add(terms, "Only members of the groups ", its.allowGroups());
        if (its.rootOnly()) {
            terms.add("Only root may submit to it.");
        }
        if (its.reservationOnly()) {
            terms.add("Only jobs that name a reservation are taken.");
        }
        if (!its.qos().isEmpty()) {
            terms.add("The limits of QOS " + its.qos() + " hold for all of it.");
        }
        if (!its.preemptMode().equals("OFF") && !its.preemptMode().isEmpty()) {
            terms.add("Its jobs may have to make room (" + its.preemptMode() + ").");
        }
        return terms;
    }

    private static void add(List<String> terms, String before, List<String> names) {
        if (!names.isEmpty()) {
            terms.add(before + String.join(", ", names) + ".");
        }
    }
}
