package org.sluice.nodes;

import java.time.Instant;
import org.sluice.cluster.NodeRecord;
import org.sluice.slurm.NodeState;

/**
 * Something that was done to a node from here, with how it stood before.
 *
 * @param reason empty for an action that has none
 * @param stateBefore in Slurm's words
 * @param reasonBefore empty where none stood there
 */
record NodeChange(
        long id,
        Instant at,
        String login,
        String unixUser,
        String node,
        NodeAction action,
        String reason,
        String stateBefore,
        String reasonBefore) {

    /** Whether the node still stands as this change left it, so that taking it back undoes nobody else's work. */
    boolean stillStands(NodeRecord now) {
        boolean signed = now.reason()
                .filter(why -> why.text().equals(reason) && why.by().equals(unixUser))
                .isPresent();
        return switch (action) {
            case DRAIN -> signed && now.state().has(NodeState.Flag.DRAIN);
            case DOWN -> signed && now.state().isDown();
            case RESUME ->
                wasDrained() && now.reason().isEmpty() && !now.state().has(NodeState.Flag.DRAIN);
            case REBOOT, CANCEL_REBOOT -> false;
        };
    }

    boolean wasDrained() {
        return NodeState.parse(stateBefore).has(NodeState.Flag.DRAIN);
    }
}
