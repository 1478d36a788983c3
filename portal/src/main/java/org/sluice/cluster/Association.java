package org.sluice.cluster;

import java.util.List;
import java.util.OptionalInt;
import org.sluice.slurm.TimeLimit;
import org.sluice.slurm.Tres;

/**
 * That a user may charge to an account, and within which limits, as accounting has it.
 *
 * @param partition the only partition it holds for; empty for all
 * @param qos the QOS the user may ask for
 * @param maxJobs most jobs running at a time; empty for no limit of its own
 * @param maxSubmit most jobs running and waiting; empty for no limit of its own
 * @param maxWall longest time limit; NOT_SET for no limit of its own
 * @param maxTres most of each resource in one job
 */
public record Association(
        String account,
        String user,
        String partition,
        String defaultQos,
        List<String> qos,
        OptionalInt maxJobs,
        OptionalInt maxSubmit,
        TimeLimit maxWall,
        Tres maxTres) {}
