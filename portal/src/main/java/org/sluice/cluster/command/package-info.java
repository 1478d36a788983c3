/** One class per Slurm command: what is asked and how its answer is read stand in one file. */
@NullMarked
package org.sluice.cluster.command;

import org.jspecify.annotations.NullMarked;
