package org.sluice.gpu.intake;

import java.time.Instant;
import org.sluice.gpu.exposition.Scrape;

/**
 * A node's answer on its way into the tables.
 *
 * @param arrivedAt by our clock; the moment of readings that the node did not stamp
 */
record NodeAnswer(NodeTurn turn, Scrape scrape, Instant arrivedAt) {}
