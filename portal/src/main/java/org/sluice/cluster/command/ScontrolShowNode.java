package org.sluice.cluster.command;

import static org.sluice.slurm.SlurmText.orEmpty;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.sluice.cluster.NodeRecord;
import org.sluice.cluster.Rows;
import org.sluice.slurm.Gres;
import org.sluice.slurm.Memory;
import org.sluice.slurm.NodeState;
import org.sluice.slurm.Tres;

/** {@code scontrol show node}: every node with what is held of it; the one-line and the many-line form are read. */
public final class ScontrolShowNode {
    /** Slurm appends who and when to a reason: {@code Reason=GPU 3 XID 79 [root@2026-11-21T02:55:30]}. */
    private static final Pattern SIGNED = Pattern.compile("(.*) \\[([^@\\[\\]]*)@([^\\[\\]]*)]", Pattern.DOTALL);

    private ScontrolShowNode() {}

    /** All nodes, hidden ones too, with the positions of the generic resources in use. */
    public static List<String> argv() {
        return List.of("scontrol", "--all", "--details", "--oneliner", "show", "node");
    }

    public static Rows<NodeRecord> parse(String stdout) {
        return Rows.read(Blocks.of(stdout, "NodeName"), block -> read(KeyValues.of(block)));
    }

    private static NodeRecord read(KeyValues node) {
        return new NodeRecord(
                node.require("NodeName"),
                orEmpty(node.get("NodeAddr")),
                orEmpty(node.get("Version")),
                NodeState.parse(node.require("State")),
                node.number("CPUTot"),
                node.number("CPUAlloc"),
                load(node.get("CPULoad")),
                Memory.parse(node.require("RealMemory")),
                Memory.parse(node.require("AllocMem")),
                Memory.tryParse(node.get("FreeMem")),
                Gres.parseList(node.get("Gres")),
                Gres.parseList(node.get("GresUsed")),
                Tres.parse(node.get("CfgTRES")),
                Tres.parse(node.get("AllocTRES")),
                Written.names(node.get("ActiveFeatures")),
                Written.names(node.get("Partitions")),
                node.find("Reason").filter(reason -> !orEmpty(reason).isEmpty()).map(ScontrolShowNode::why),
                Written.time(node.get("BootTime")),
                machine(node));
    }

    private static NodeRecord.Machine machine(KeyValues node) {
        return new NodeRecord.Machine(
                orEmpty(node.get("Arch")),
                orEmpty(node.get("OS")),
                Written.limit(node.get("Sockets")).orElse(0),
                Written.limit(node.get("CoresPerSocket")).orElse(0),
                Written.limit(node.get("ThreadsPerCore")).orElse(0),
                Written.limit(node.get("Weight")).orElse(0),
                Written.time(node.get("SlurmdStartTime")),
                Written.time(node.get("LastBusyTime")),
                orEmpty(node.get("NextState")),
                orEmpty(node.get("Comment")));
    }

    private static NodeRecord.Why why(String reason) {
        Matcher signed = SIGNED.matcher(reason);
        return signed.matches()
                ? new NodeRecord.Why(signed.group(1), signed.group(2), Written.time(signed.group(3)))
                : new NodeRecord.Why(reason, "", Optional.empty());
    }

    private static OptionalDouble load(String word) {
        return word.matches("\\d{1,9}\\.\\d{1,9}")
                ? OptionalDouble.of(Double.parseDouble(word))
                : OptionalDouble.empty();
    }
}
