package org.sluice.cluster.command;

import static org.sluice.slurm.SlurmText.orEmpty;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.sluice.cluster.NodeRecord;
import org.sluice.cluster.Rows;
import org.sluice.slurm.Gres;
import org.sluice.slurm.Memory;
import org.sluice.slurm.NodeState;
import org.sluice.slurm.Tres;
import org.sluice.slurm.UnreadableWord;

/** {@code scontrol show node}: every node with what is held of it; the one-line and the many-line form are read. */
public final class ScontrolShowNode {
    private static final String REASON = "Reason";
    private static final String COMMENT = "Comment";
    private static final List<String> TEXTS = List.of(REASON, COMMENT, "Extra");
    /** How {@code --oneliner} writes the end of a line of a reason (22.05 to 25.05). */
    private static final Pattern LINE_END = Pattern.compile("\\s{4,}");

    private ScontrolShowNode() {}

    /** All nodes, hidden ones too, with the positions of the generic resources in use. */
    public static List<String> argv() {
        return List.of("scontrol", "--all", "--details", "--oneliner", "show", "node");
    }

    public static Rows<NodeRecord> parse(String stdout) {
        return Rows.read(Blocks.of(stdout, "NodeName"), ScontrolShowNode::read).counting(NodeRecord::unread);
    }

    private static NodeRecord read(String block) {
        RecordLine line = RecordLine.of(Blocks.onOneLine(block), TEXTS);
        KeyValues values = KeyValues.of(line.fields());
        TolerantFields node = new TolerantFields(values);
        return new NodeRecord(
                values.require("NodeName"),
                orEmpty(node.get("NodeAddr")),
                orEmpty(node.get("Version")),
                node.require("State", NodeState::parse, NodeState.parse("")),
                node.require("CPUTot", Integer::parseInt, 0),
                node.require("CPUAlloc", Integer::parseInt, 0),
                load(node.get("CPULoad")),
                node.require("RealMemory", Memory::parse, Memory.NONE),
                node.require("AllocMem", Memory::parse, Memory.NONE),
                Memory.tryParse(node.get("FreeMem")),
                node.read("Gres", Gres::parseList, List.of()),
                node.read("GresUsed", Gres::parseList, List.of()),
                node.read("CfgTRES", Tres::parse, Tres.NONE),
                node.read("AllocTRES", Tres::parse, Tres.NONE),
                Written.names(node.get("ActiveFeatures")),
                Written.names(node.get("Partitions")),
                Optional.of(line.text(REASON))
                        .filter(reason -> !reason.isEmpty())
                        .map(ScontrolShowNode::why),
                node.read("BootTime", Written::time, Optional.empty()),
                machine(node, line.text(COMMENT)),
                node.unread());
    }

    private static NodeRecord.Machine machine(TolerantFields node, String comment) {
        return new NodeRecord.Machine(
                orEmpty(node.get("Arch")),
                orEmpty(node.get("OS")),
                Written.limit(node.get("Sockets")).orElse(0),
                Written.limit(node.get("CoresPerSocket")).orElse(0),
                Written.limit(node.get("ThreadsPerCore")).orElse(0),
                Written.limit(node.get("Weight")).orElse(0),
                node.read("SlurmdStartTime", Written::time, Optional.empty()),
                node.read("LastBusyTime", Written::time, Optional.empty()),
                orEmpty(node.get("NextState")),
                comment);
    }

    /** The last signature counts: a reason may quote an older one. Further lines of a reason stand behind it. */
    private static NodeRecord.Why why(String reason) {
        Matcher signature = RecordLine.SIGNATURE.matcher(reason);
        int begin = -1;
        int end = -1;
        while (signature.find()) {
            begin = signature.start();
            end = signature.end();
        }
        return begin < 0 ? new NodeRecord.Why(lines(reason), "", Optional.empty()) : signed(reason, begin, end);
    }

    private static NodeRecord.Why signed(String reason, int begin, int end) {
        String signature = reason.substring(begin + 2, end - 1);
        int at = signature.lastIndexOf('@');
        return new NodeRecord.Why(
                lines(reason.substring(0, begin) + reason.substring(end)),
                signature.substring(0, at),
                moment(signature.substring(at + 1)));
    }

    private static Optional<Instant> moment(String word) {
        try {
            return Written.time(word);
        } catch (UnreadableWord noMoment) {
            return Optional.empty();
        }
    }

    private static String lines(String reason) {
        return LINE_END.matcher(reason).replaceAll("\n");
    }

    private static OptionalDouble load(String word) {
        return word.matches("\\d{1,9}\\.\\d{1,9}")
                ? OptionalDouble.of(Double.parseDouble(word))
                : OptionalDouble.empty();
    }
}
