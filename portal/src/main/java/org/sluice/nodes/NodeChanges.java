package org.sluice.nodes;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.sluice.access.Viewer;
import org.sluice.cluster.AuditedActions;
import org.sluice.cluster.NodeRecord;
import org.sluice.cluster.ScontrolOrder;
import org.springframework.stereotype.Component;

/** Does to one node or many what an administrator asks for, and takes it back while nobody has changed it since. */
@Component
class NodeChanges {
    private static final Duration RESUME_IS_NEW = Duration.ofMinutes(15);

    private final Nodes nodes;
    private final NodeChangeRows rows;
    private final AuditedActions actions;
    private final Clock clock;

    NodeChanges(Nodes nodes, NodeChangeRows rows, AuditedActions actions, Clock clock) {
        this.nodes = nodes;
        this.rows = rows;
        this.actions = actions;
        this.clock = clock;
    }

    /**
     * What came of it for one node.
     *
     * @param refused Slurm's words; null where it was done
     */
    record Outcome(String node, @Nullable String refused) {
        public boolean done() {
            return refused == null;
        }
    }

    /**
     * Has it done to each of these nodes, one after the other; a node for which Slurm refuses does not keep the others
     * from it.
     *
     * @throws IllegalArgumentException there is no node, a node is not known, or the reason is missing
     */
    List<Outcome> make(Viewer viewer, NodeAction action, Collection<String> names, String reason) {
        List<NodeRecord> before = known(names);
        List<ScontrolOrder> orders =
                before.stream().map(node -> action.order(node.name(), reason)).toList();
        List<Optional<String>> refusals =
                actions.performEach(viewer, action.word(), orders, action.needsReason() ? reason.strip() : null);
        List<Outcome> outcomes = new ArrayList<>();
        for (int i = 0; i < before.size(); i++) {
            NodeRecord node = before.get(i);
            if (refusals.get(i).isEmpty()) {
                rows.done(viewer, action, action.needsReason() ? reason : "", node);
            }
            outcomes.add(new Outcome(node.name(), refusals.get(i).orElse(null)));
        }
        return outcomes;
    }

    /** Of these nodes the last changes that can be taken back, in the order of the names. */
    List<NodeChange> undoable(Collection<String> names) {
        Map<String, NodeChange> latest = rows.latest(names);
        return names.stream()
                .map(latest::get)
                .filter(change -> change != null
                        && isRecent(change)
                        && nodes.find(change.node()).filter(change::stillStands).isPresent())
                .toList();
    }

    /** A node that has served for a while is not drained again by a button that says "undo". */
    private boolean isRecent(NodeChange change) {
        return change.action() != NodeAction.RESUME
                || change.at().plus(RESUME_IS_NEW).isAfter(clock.instant());
    }

    /**
     * Gives these nodes back the state and the reason they had before their last change, where that is possible.
     *
     * @throws IllegalArgumentException none of them can be undone
     */
    List<Outcome> undo(Viewer viewer, Collection<String> names) {
        List<NodeChange> changes = undoable(new LinkedHashSet<>(names));
        if (changes.isEmpty()) {
            throw new IllegalArgumentException(
                    "Nothing is left to undo: somebody, or Slurm, has changed these nodes since. What stands there now is on their pages.");
        }
        List<ScontrolOrder> orders = changes.stream()
                .flatMap(change -> ordersToUndo(change).stream())
                .toList();
        List<Optional<String>> refusals = actions.performEach(viewer, "undo", orders, null);
        List<Outcome> outcomes = new ArrayList<>();
        int at = 0;
        for (NodeChange change : changes) {
            int its = ordersToUndo(change).size();
            String refused = refusals.subList(at, at + its).stream()
                    .flatMap(Optional::stream)
                    .findFirst()
                    .orElse(null);
            if (refused == null) {
                rows.takenBack(change.id());
            }
            outcomes.add(new Outcome(change.node(), refused));
            at += its;
        }
        return outcomes;
    }

    /** Slurm gives a drained node that was set down no way back in one step. */
    static List<ScontrolOrder> ordersToUndo(NodeChange change) {
        String node = change.node();
        String reason = change.reasonBefore();
        boolean drainedBefore = change.wasDrained() && !reason.isEmpty();
        return switch (change.action()) {
            case DRAIN ->
                List.of(drainedBefore ? ScontrolOrder.drain(node, reason) : ScontrolOrder.undrain(node, reason));
            case DOWN ->
                drainedBefore
                        ? List.of(ScontrolOrder.resume(node), ScontrolOrder.drain(node, reason))
                        : List.of(ScontrolOrder.resume(node));
            case RESUME -> List.of(ScontrolOrder.drain(node, reason.isEmpty() ? "drained before" : reason));
            case REBOOT, CANCEL_REBOOT -> List.of();
        };
    }

    /** The nodes of these names, each once. */
    List<NodeRecord> known(Collection<String> names) {
        Set<String> each = new LinkedHashSet<>(names);
        if (each.isEmpty()) {
            throw new IllegalArgumentException("Choose at least one node: tick its box on the page of all nodes.");
        }
        List<NodeRecord> found = new ArrayList<>();
        for (String name : each) {
            found.add(nodes.find(name)
                    .orElseThrow(() -> new IllegalArgumentException(
                            "Slurm has no node called " + name + ". It may have been removed; choose again.")));
        }
        return found;
    }
}
