/** Walks through the whole product: a real browser, the real portal, a real Slurm. */
package org.sluice.endtoend;
