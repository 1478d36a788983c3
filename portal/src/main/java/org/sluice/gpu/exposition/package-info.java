/** Reads the Prometheus text of a node's exporter: the product's own, or dcgm-exporter as it is. */
@NullMarked
package org.sluice.gpu.exposition;

import org.jspecify.annotations.NullMarked;
