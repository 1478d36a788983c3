package org.sluice.diagnosis;

import java.util.Optional;

/**
 * One cause and how it is recognised. A rule is pure: it looks at the evidence and asks nobody. Its class, its chapter in
 * docs/operate/why-a-job-failed.md or why-a-job-waits.md, and its test share one name.
 */
interface Rule {
    Optional<Finding> look(Evidence evidence);

    default String name() {
        return getClass().getSimpleName();
    }
}
