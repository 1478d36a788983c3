package org.sluice.cluster.command;

import static org.sluice.slurm.SlurmText.orEmpty;

import java.util.List;

/** {@code scontrol show config}: the settings of slurmctld. */
public final class ScontrolShowConfig {
    private ScontrolShowConfig() {}

    public static List<String> argv() {
        return List.of("scontrol", "show", "config");
    }

    /** The value of a setting as slurmctld has it; empty where it has none. */
    public static String value(String stdout, String key) {
        return stdout.lines()
                .filter(line -> line.startsWith(key + " ") && line.contains("= "))
                .findFirst()
                .map(line -> orEmpty(line.substring(line.indexOf("= ") + 2).strip()))
                .orElse("");
    }
}
