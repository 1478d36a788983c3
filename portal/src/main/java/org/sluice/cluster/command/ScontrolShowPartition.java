package org.sluice.cluster.command;

import static org.sluice.slurm.SlurmText.orEmpty;

import java.util.List;
import org.sluice.cluster.PartitionRecord;
import org.sluice.cluster.Rows;
import org.sluice.slurm.TimeLimit;
import org.sluice.slurm.Tres;

/** {@code scontrol show partition}: every partition that whoever asks may see. */
public final class ScontrolShowPartition {
    private static final List<String> TEXTS = List.of("Comment", "Extra");

    private ScontrolShowPartition() {}

    public static List<String> argv() {
        return List.of("scontrol", "--oneliner", "show", "partition");
    }

    public static Rows<PartitionRecord> parse(String stdout) {
        return Rows.read(Blocks.of(stdout, "PartitionName"), ScontrolShowPartition::read)
                .counting(PartitionRecord::unread);
    }

    private static PartitionRecord read(String block) {
        RecordLine line = RecordLine.of(Blocks.onOneLine(block), TEXTS);
        KeyValues values = KeyValues.of(line.fields());
        TolerantFields partition = new TolerantFields(values);
        return new PartitionRecord(
                values.require("PartitionName"),
                partition.require("State", String::strip, ""),
                partition.get("Default").equals("YES"),
                partition.require("MaxTime", TimeLimit::parse, TimeLimit.NOT_SET),
                partition.read("DefaultTime", TimeLimit::parse, TimeLimit.NOT_SET),
                allowed(partition.get("AllowAccounts")),
                Written.names(partition.get("DenyAccounts")),
                allowed(partition.get("AllowQos")),
                partition.read("Nodes", Written::hostList, ""),
                partition.require("TotalNodes", Integer::parseInt, 0),
                partition.require("TotalCPUs", Integer::parseInt, 0),
                Written.limit(partition.get("MaxNodes")),
                partition.read("TRES", Tres::parse, Tres.NONE),
                terms(partition),
                partition.unread());
    }

    private static PartitionRecord.Terms terms(TolerantFields partition) {
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
