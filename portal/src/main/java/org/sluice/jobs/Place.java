package org.sluice.jobs;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where a job runs or ran, and where its output goes.
 *
 * @param nodeList as Slurm shortens it; empty before the start
 * @param stdOut path of the output file on the cluster; null is not known yet
 * @param allocation what it holds, or held, on each node; null is not known
 */
public record Place(
        String nodeList, @Nullable String stdOut, @Nullable List<NodeShare> allocation) {}
