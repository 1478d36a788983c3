package org.sluice.cluster.command;

import static org.sluice.slurm.SlurmText.orEmpty;

import java.util.List;
import org.sluice.cluster.PartitionRecord;
import org.sluice.cluster.Rows;
import org.sluice.slurm.TimeLimit;
import org.sluice.slurm.Tres;

/** {@code scontrol show partition}: every partition that whoever asks may see. */
public final class ScontrolShowPartition {
    private ScontrolShowPartition() {}

    public static List<String> argv() {
        return List.of("scontrol", "--oneliner", "show", "partition");
    }

    public static Rows<PartitionRecord> parse(String stdout) {
        return Rows.read(Blocks.of(stdout, "PartitionName"), block -> read(KeyValues.of(block)));
    }

    private static PartitionRecord read(KeyValues partition) {
        return new PartitionRecord(
                partition.require("PartitionName"),
                partition.require("State"),
                partition.get("Default").equals("YES"),
                TimeLimit.parse(partition.require("MaxTime")),
                TimeLimit.parse(partition.get("DefaultTime")),
                allowed(partition.get("AllowAccounts")),
                Written.names(partition.get("DenyAccounts")),
                allowed(partition.get("AllowQos")),
                orEmpty(partition.get("Nodes")),
                partition.number("TotalNodes"),
                partition.number("TotalCPUs"),
                Written.limit(partition.get("MaxNodes")),
                Tres.parse(partition.get("TRES")),
                terms(partition));
    }

    private static PartitionRecord.Terms terms(KeyValues partition) {
        return new PartitionRecord.Terms(
                allowed(partition.get("AllowGroups")),
                orEmpty(partition.get("QoS")),
                Written.limit(partition.get("PriorityTier")).orElse(1),
                partition.get("RootOnly").equals("YES"),
                partition.get("ReqResv").equals("YES"),
                partition.get("PreemptMode"));
    }

    private static List<String> allowed(String list) {
        return list.equals("ALL") ? List.of() : Written.names(list);
    }
}
