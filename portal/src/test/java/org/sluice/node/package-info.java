/** Drives the programs that run on a GPU node, as slurmd and the portal do. */
package org.sluice.node;
