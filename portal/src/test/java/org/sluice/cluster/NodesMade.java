package org.sluice.cluster;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.sluice.slurm.Gres;
import org.sluice.slurm.Memory;
import org.sluice.slurm.NodeState;
import org.sluice.slurm.Tres;

/** Nodes of tests. */
public final class NodesMade {
    private NodesMade() {}

    /** A node with these GPUs, idle. */
    public static NodeRecord node(String name, String address, String gres) {
        return new NodeRecord(
                name,
                address,
                "22.05.8",
                NodeState.parse("IDLE"),
                32,
                0,
                OptionalDouble.empty(),
                Memory.parse("256000M"),
                Memory.parse("0M"),
                Optional.empty(),
                Gres.parseList(gres),
                List.of(),
                Tres.parse(""),
                Tres.parse(""),
                List.of(),
                List.of("gpu"),
                Optional.empty(),
                Optional.empty(),
                NodeRecord.Machine.NOT_KNOWN,
                List.of());
    }
}
