/** Asks the nodes' exporters, each on a clock of its own, and writes what they say into the tables. */
@NullMarked
package org.sluice.gpu.intake;

import org.jspecify.annotations.NullMarked;
