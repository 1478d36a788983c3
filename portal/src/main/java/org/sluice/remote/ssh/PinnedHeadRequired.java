package org.sluice.remote.ssh;

import org.sluice.remote.HeadProperties;
import org.springframework.stereotype.Component;

/** Stops the start of a portal whose known-hosts file pins no key for the head: it could never connect. */
@Component
class PinnedHeadRequired {
    PinnedHeadRequired(HeadProperties head) {
        if (PinnedHostKeys.of(head).isEmpty()) {
            throw new IllegalStateException("sluice.cluster.known-hosts: " + head.knownHosts()
                    + " pins no host key for " + head.host() + " port " + head.port()
                    + ". Write it there with: ssh-keyscan -t ed25519 -p " + head.port() + " " + head.host()
                    + ", and compare it with the head's own.");
        }
    }
}
