package org.sluice.cluster.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.sluice.cluster.NodeRecord;
import org.sluice.cluster.Rows;
import org.sluice.slurm.Gres;
import org.sluice.slurm.Memory;
import org.sluice.slurm.NodeState;

class ScontrolShowNodeTests {
    static List<Recording> recordings() {
        return Recording.of("scontrol-show-node");
    }

    static List<Recording> tables() {
        return Recording.of("sinfo");
    }

    @ParameterizedTest
    @MethodSource("recordings")
    void readsEveryRecording(Recording recording) {
        Rows<NodeRecord> rows = ScontrolShowNode.parse(recording.text());
        assertThat(rows.samples()).isEmpty();
        assertThat(rows.all()).isNotEmpty().allSatisfy(node -> {
            assertThat(node.state().base()).isNotEqualTo(NodeState.Base.UNKNOWN);
            assertThat(node.state().has(NodeState.Flag.OTHER)).isFalse();
            assertThat(node.partitions()).hasSize(1);
            assertThat(node.cpus()).isPositive();
        });
    }

    @ParameterizedTest
    @MethodSource("tables")
    void agreesWithSinfoOfTheSameMomentInBothForms(Recording table) {
        Recording manyLines = table.twin("scontrol-show-node", ".txt");
        Recording oneLine = table.twin("scontrol-show-node", ".oneline.txt");
        Map<String, NodeRecord> nodes = byName(oneLine);
        assertThat(byName(manyLines).keySet()).isEqualTo(nodes.keySet());
        for (String line : table.text().lines().toList()) {
            String[] columns = line.split("\\|", -1);
            NodeRecord node = Optional.ofNullable(nodes.get(columns[0])).orElseThrow();
            assertThat(node.cpus()).isEqualTo(Integer.parseInt(columns[4]));
            assertThat(node.memory()).isEqualTo(Memory.ofMebibytes(Long.parseLong(columns[5])));
            assertThat(node.gres()).isEqualTo(Gres.parseList(columns[8]));
            assertThat(NodeState.parse(columns[3].toUpperCase(Locale.ROOT)).look())
                    .as("%s is %s and %s", node.name(), node.state(), columns[3])
                    .isEqualTo(node.state().look());
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    all-idle.oneline              | a1 | idle           | true  |
                    mixed-and-allocated.oneline   | a1 | mixed          | true  |
                    mixed-and-allocated.oneline   | a2 | allocated      | true  |
                    draining.oneline              | a1 | draining       | false | GPU 3 XID 79
                    drained.oneline               | c1 | drained        | false | kernel update
                    not-responding-down.oneline   | s1 | not responding | false | Not responding
                    reboot-issued.oneline         | h1 | powering       | false | driver upgrade : reboot issued
                    reboot-requested-busy.oneline | a2 | draining       | false | driver
                    """)
    void tellsHowANodeStands(String situation, String name, String word, boolean usable, String reason) {
        for (Recording recording : Recording.of("scontrol-show-node", situation)) {
            NodeRecord node = Optional.ofNullable(byName(recording).get(name)).orElseThrow();
            assertThat(node.state().look().word()).as(recording.path()).isEqualTo(word);
            assertThat(node.state().isUsable()).as(recording.path()).isEqualTo(usable);
            assertThat(node.reason().map(NodeRecord.Why::text)).isEqualTo(Optional.ofNullable(reason));
        }
    }

    @Test
    void tellsWhoDrainedANodeAndWhen() {
        Recording recording = Recording.of("scontrol-show-node", "drained").get(0);
        NodeRecord.Why why =
                byName(recording).getOrDefault("c1", first(recording)).reason().orElseThrow();
        assertThat(why.by()).isEqualTo("root");
        assertThat(why.at()).isPresent();
    }

    @Test
    void countsTheGpusThatJobsHold() {
        for (Recording recording : Recording.of("scontrol-show-node", "gpu-indices.details")) {
            NodeRecord node = first(recording);
            assertThat(node.gpus()).isEqualTo(8);
            assertThat(node.gpusAllocated()).isEqualTo(8);
            assertThat(node.gresUsed().get(0).positions()).contains(List.of(0, 1, 2, 3, 4, 5, 6, 7));
        }
        Recording mixed = Recording.of("scontrol-show-node", "mixed-and-allocated.oneline")
                .get(0);
        assertThat(first(mixed).gpusAllocated()).isEqualTo(3);
    }

    @Test
    void readsTheProductsOwnQuestion() {
        assertThat(ScontrolShowNode.argv())
                .containsExactly("scontrol", "--all", "--details", "--oneliner", "show", "node");
        NodeRecord node = first(
                Recording.of("scontrol-show-node", "two-nodes.details-oneline").get(0));
        assertThat(node.gresUsed())
                .singleElement()
                .satisfies(used -> assertThat(used.positions())
                        .hasValueSatisfying(positions -> assertThat(positions).hasSize((int) node.gpusAllocated())));
        assertThat(node.bootedAt()).isPresent();
    }

    @Test
    void aReasonThatImitatesFieldsChangesNone() {
        String line =
                Recording.of("scontrol-show-node", "drained.oneline").get(0).text();
        String hostile = line.replace("Reason=kernel update", "Reason=x State=IDLE Gres=gpu:99 Reason=y");
        NodeRecord node = ScontrolShowNode.parse(hostile).all().stream()
                .filter(found -> found.name().equals("c1"))
                .findFirst()
                .orElseThrow();
        assertThat(node.state().isDrained()).isTrue();
        assertThat(node.gpus()).isZero();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    ask [ops@site] t=1
                    prolog instance=i-0123 job=42: exit=1
                    x State=IDLE Gres=gpu:99 Reason=y
                    kernel update [root@1764543210] : again
                    see [a@b] [c] = [d=e@f]
                    [ops@site
                    """)
    void aReasonIsShownWholeWithWhoAndWhen(String reason) {
        for (Recording recording : Recording.of("scontrol-show-node", "drained.oneline")) {
            String written = recording
                    .text()
                    .replaceFirst(
                            "Reason=kernel update \\[[^]]*]",
                            java.util.regex.Matcher.quoteReplacement("Reason=" + reason + " [ops@site@1764543299]"));
            NodeRecord node = Optional.ofNullable(
                            byName(ScontrolShowNode.parse(written)).get("c1"))
                    .orElseThrow();
            NodeRecord.Why why = node.reason().orElseThrow();
            assertThat(why.text()).isEqualTo(reason);
            assertThat(why.by()).isEqualTo("ops@site");
            assertThat(why.at()).contains(java.time.Instant.ofEpochSecond(1764543299));
            assertThat(node.partitions()).containsExactly("cpu");
            assertThat(node.state().isDrained()).isTrue();
        }
    }

    @Test
    void aReasonOfSeveralLinesAndTheTextsBehindItAreToldApart() {
        NodeRecord node = withTexts("Reason=fan [root@1764543299]         job=42 is on it Comment=rack=7 [a@b] State=x"
                + " Extra={\"a\": \"b c=d\"} InstanceId=i-1 InstanceType=");
        assertThat(node.reason().orElseThrow().text()).isEqualTo("fan\njob=42 is on it");
        assertThat(node.reason().orElseThrow().by()).isEqualTo("root");
        assertThat(node.machine().comment()).isEqualTo("rack=7 [a@b] State=x");
    }

    @Test
    void aReasonWithoutASignatureEndsWhereTheCommentBegins() {
        NodeRecord node = withTexts("Reason=set by a=b Comment=first line\nNodes=all State=IDLE");
        assertThat(node.reason().orElseThrow()).isEqualTo(new NodeRecord.Why("set by a=b", "", Optional.empty()));
        assertThat(node.machine().comment()).isEqualTo("first line\nNodes=all State=IDLE");
    }

    @Test
    void oneFieldThatCannotBeReadDoesNotDropTheNode() {
        String line =
                Recording.of("scontrol-show-node", "drained.oneline").get(0).text();
        Rows<NodeRecord> rows = ScontrolShowNode.parse(
                line.replaceAll("CPUTot=\\d+", "CPUTot=many").replace("Gres=gpu:a100:8", "Gres=gpu:999999999999999P"));
        assertThat(rows.all()).hasSameSizeAs(ScontrolShowNode.parse(line).all());
        assertThat(rows.unreadable()).isEqualTo(rows.all().size());
        assertThat(rows.all()).allSatisfy(node -> assertThat(node.unread()).contains("CPUTot"));
        assertThat(byName(rows).get("a1")).satisfies(node -> {
            assertThat(node.unread()).containsExactly("CPUTot", "Gres");
            assertThat(node.state().isDraining()).isTrue();
        });
    }

    private static NodeRecord withTexts(String texts) {
        String line = Recording.of("scontrol-show-node", "two-nodes.details-oneline")
                .get(0)
                .text()
                .lines()
                .findFirst()
                .orElseThrow();
        return ScontrolShowNode.parse(line.stripTrailing() + " " + texts + "\n")
                .all()
                .get(0);
    }

    private static Map<String, NodeRecord> byName(Rows<NodeRecord> rows) {
        return rows.all().stream().collect(Collectors.toMap(NodeRecord::name, node -> node));
    }

    @Test
    void garbageIsCountedAndShown() {
        assertThat(ScontrolShowNode.parse("").all()).isEmpty();
        Rows<NodeRecord> rows = ScontrolShowNode.parse("slurm_load_node error: Zero Bytes\nNodeName=a1 State=IDLE\n");
        assertThat(rows.unreadable()).isEqualTo(2);
        assertThat(rows.samples()).hasSize(2);
    }

    private static NodeRecord first(Recording recording) {
        return ScontrolShowNode.parse(recording.text()).all().get(0);
    }

    private static Map<String, NodeRecord> byName(Recording recording) {
        return ScontrolShowNode.parse(recording.text()).all().stream()
                .collect(Collectors.toMap(NodeRecord::name, node -> node));
    }
}
