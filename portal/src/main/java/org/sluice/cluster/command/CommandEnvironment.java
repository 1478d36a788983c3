package org.sluice.cluster.command;

import java.util.Map;

/** What every Slurm command here wants in its environment, beside LC_ALL=C. */
public final class CommandEnvironment {
    /**
     * Times as seconds since 1970, which need no time zone (squeue(1), scontrol(1), sacct(1): "SLURM_TIME_FORMAT"), and
     * array task lists in full instead of their first 64 characters (squeue(1), "%K": "SLURM_BITSTR_LEN").
     */
    public static final Map<String, String> VARIABLES = Map.of("SLURM_TIME_FORMAT", "%s", "SLURM_BITSTR_LEN", "0");

    private CommandEnvironment() {}
}
