package org.sluice.cluster;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.sluice.cluster.command.ScontrolReboot;
import org.sluice.cluster.command.ScontrolReservation;
import org.sluice.cluster.command.ScontrolUpdateNode;
import org.sluice.cluster.command.ScontrolUpdatePartition;

/**
 * One change that scontrol shall make. Making an order refuses what scontrol would read as something else, with a
 * sentence for whoever typed it.
 *
 * @param object what it is done to, as the audit names it: {@code node a1}
 */
public record ScontrolOrder(String object, List<String> words) {
    private static final String PLAIN = "[A-Za-z0-9_./:=,+@%-]+";

    public static ScontrolOrder drain(String node, String reason) {
        return new ScontrolOrder(node(node), ScontrolUpdateNode.drain(node, reason));
    }

    public static ScontrolOrder down(String node, String reason) {
        return new ScontrolOrder(node(node), ScontrolUpdateNode.down(node, reason));
    }

    public static ScontrolOrder resume(String node) {
        return new ScontrolOrder(node(node), ScontrolUpdateNode.resume(node));
    }

    /**
     * Takes back a drain.
     *
     * @param reason what stood there before; empty for none
     */
    public static ScontrolOrder undrain(String node, String reason) {
        return new ScontrolOrder(
                node(node),
                reason.isEmpty() ? ScontrolUpdateNode.undrain(node) : ScontrolUpdateNode.undrain(node, reason));
    }

    public static ScontrolOrder reboot(String node, String reason) {
        return new ScontrolOrder(node(node), ScontrolReboot.asSoonAsPossible(node, reason));
    }

    public static ScontrolOrder cancelReboot(String node) {
        return new ScontrolOrder(node(node), ScontrolReboot.cancel(node));
    }

    /**
     * Sets what a partition does with jobs.
     *
     * @param state UP, DOWN, DRAIN or INACTIVE
     */
    public static ScontrolOrder partition(String partition, String state) {
        return new ScontrolOrder("partition " + partition, ScontrolUpdatePartition.state(partition, state));
    }

    /** Nodes out of use for everybody but these users, whatever runs there. */
    public static ScontrolOrder maintenance(
            String name, Collection<String> nodes, Instant startsAt, Duration lasts, List<String> users) {
        return new ScontrolOrder(
                reservation(name),
                ScontrolReservation.create(
                        new ScontrolReservation.Request(name, true, nodes, startsAt, lasts, users, List.of())));
    }

    /** Nodes kept for these users and accounts. */
    public static ScontrolOrder reserve(
            String name,
            Collection<String> nodes,
            Instant startsAt,
            Duration lasts,
            List<String> users,
            List<String> accounts) {
        return new ScontrolOrder(
                reservation(name),
                ScontrolReservation.create(
                        new ScontrolReservation.Request(name, false, nodes, startsAt, lasts, users, accounts)));
    }

    /**
     * Another time, other nodes or other people for a reservation that is there.
     *
     * @param startsAt null to leave it
     */
    public static ScontrolOrder changeReservation(
            String name,
            Collection<String> nodes,
            @Nullable Instant startsAt,
            Duration lasts,
            List<String> users,
            List<String> accounts) {
        return new ScontrolOrder(
                reservation(name),
                ScontrolReservation.update(
                        new ScontrolReservation.Request(name, false, nodes, startsAt, lasts, users, accounts)));
    }

    public static ScontrolOrder deleteReservation(String name) {
        return new ScontrolOrder(reservation(name), ScontrolReservation.delete(name));
    }

    public ScontrolOrder {
        words = List.copyOf(words);
    }

    /** As one would type it in a shell. */
    public String line() {
        return words.stream().map(ScontrolOrder::typed).collect(Collectors.joining(" "));
    }

    private static String typed(String word) {
        return word.matches(PLAIN) ? word : "'" + word.replace("'", "'\\''") + "'";
    }

    private static String node(String name) {
        return "node " + name;
    }

    private static String reservation(String name) {
        return "reservation " + name;
    }
}
