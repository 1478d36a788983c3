package org.sluice.cluster.ssh;

import org.sluice.cluster.ClusterProperties;
import org.springframework.stereotype.Component;

/** Stops the start of a portal whose known-hosts file pins no key for the head: it could never connect. */
@Component
class PinnedHeadRequired {
    PinnedHeadRequired(ClusterProperties cluster) {
        if (PinnedHostKeys.read(cluster.knownHosts())
                .findExistingAlgorithms(cluster.host(), cluster.port())
                .isEmpty()) {
            throw new IllegalStateException("sluice.cluster.known-hosts: " + cluster.knownHosts()
                    + " pins no host key for " + cluster.host() + " port " + cluster.port()
                    + ". Write it there with: ssh-keyscan -t ed25519 -p " + cluster.port() + " " + cluster.host()
                    + ", and compare it with the head's own.");
        }
    }
}
