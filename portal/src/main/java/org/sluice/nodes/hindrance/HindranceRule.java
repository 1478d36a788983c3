package org.sluice.nodes.hindrance;

import java.util.Optional;

/** Knows one cause why jobs do not start on a node. */
interface HindranceRule {
    Optional<Hindrance> look(Circumstances circumstances);
}
