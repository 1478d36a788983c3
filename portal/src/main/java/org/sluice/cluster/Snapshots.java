package org.sluice.cluster;

import java.util.Optional;
import org.springframework.stereotype.Component;

/** The latest snapshot of the cluster, for everybody who wants to look. */
@Component
public class Snapshots {
    private volatile Sight sight = Sight.NOTHING_YET;

    /** The latest snapshot; empty until Slurm has answered once. */
    public Optional<Snapshot> latest() {
        return sight.snapshot();
    }

    public Sight sight() {
        return sight;
    }

    void see(Sight now) {
        sight = now;
    }
}
