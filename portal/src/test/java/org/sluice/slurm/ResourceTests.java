package org.sluice.slurm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ResourceTests {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    gpu:a100:4(S:0-1)      | gpu:a100:4   | 4
                    gpu:a100:2(IDX:0-1)    | gpu:a100:2   | 2
                    gpu:a100:2(CNT:2)      | gpu:a100:2   | 2
                    gpu:a100:0(IDX:N/A)    | gpu:a100:0   | 0
                    gres:gpu:2             | gpu:2        | 2
                    gres/gpu:a100:2        | gpu:a100:2   | 2
                    gres/gpu=2             | gpu:2        | 2
                    gpu                    | gpu:1        | 1
                    gpu:tesla              | gpu:tesla:1  | 1
                    gpu:1g.10gb:4          | gpu:1g.10gb:4 | 4
                    shard:a100:8           | shard:a100:8 | 0
                    shard:0                | shard:0      | 0
                    gpu:a100:2,shard:8     | gpu:a100:2   | 2
                    """)
    void readsGenericResources(String list, String first, long gpus) {
        List<Gres> all = Gres.parseList(list);
        assertThat(all.get(0)).hasToString(first);
        assertThat(Gres.gpus(all)).isEqualTo(gpus);
    }

    @Test
    void keepsThePositionsSlurmGives() {
        assertThat(Gres.parseList("gpu:a100:5(IDX:1-2,5-7),shard:0"))
                .extracting(Gres::positions)
                .containsExactly(Optional.of(List.of(1, 2, 5, 6, 7)), Optional.empty());
        assertThat(Gres.parseList("gpu:a100:2(CNT:2)").get(0).positions()).isEmpty();
        assertThat(Gres.parseList("(null)")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"gpu:a100:x y(", "gpu:a100:2(IDX:9-1)", ":", "gpu,,gpu"})
    void refusesWhatIsNoResource(String list) {
        assertThatThrownBy(() -> Gres.parseList(list)).isInstanceOf(UnreadableWord.class);
    }

    @Test
    void readsTrackableResources() {
        Tres tres = Tres.parse("cpu=2,mem=62.50G,node=2,billing=2,gres/gpu=4,gres/gpu:a100=4");
        assertThat(tres.cpus()).hasValue(2);
        assertThat(tres.gpus()).hasValue(4);
        assertThat(tres.gpusByType()).containsEntry("a100", 4L).hasSize(1);
        assertThat(tres.memory()).contains(Memory.ofMebibytes(64_000));
        assertThat(Tres.parse("gres/gpu:a100=2,gres/gpu:h100=1").gpus()).hasValue(3);
        assertThat(Tres.parse("").gpus()).isEmpty();
        assertThatThrownBy(() -> Tres.parse("nonsense")).isInstanceOf(UnreadableWord.class);
    }

    @ParameterizedTest
    @CsvSource({"2000M,2000 MiB", "62.50G,62.5 GiB", "4096M,4 GiB", "1024K,1 MiB", "500G,500 GiB", "0,0 B", "2,2 MiB"})
    void readsMemoryInBinaryUnits(String word, String text) {
        assertThat(Memory.parse(word).text()).isEqualTo(text);
    }

    @Test
    void memoryGoesBackToSlurmExactly() {
        assertThat(Memory.parse("16G").asOption()).isEqualTo("16384M");
        assertThat(Memory.parse("1536K").asOption()).isEqualTo("1536K");
        assertThat(Memory.tryParseUsage("3164K")).contains(new Memory(3164 * 1024));
        assertThat(Memory.tryParseUsage("1130496")).contains(new Memory(1_130_496));
        assertThat(Memory.tryParse("16?")).isEmpty();
        assertThat(Memory.tryParse("999999999999999P")).isEmpty();
        assertThatThrownBy(() -> Memory.parse("lots")).hasMessageContaining("such as 4000M or 16G");
    }

    @Test
    void requestedMemorySaysWhatItIsCountedPer() {
        assertThat(RequestedMemory.tryParse("1000Mc").map(RequestedMemory::text))
                .contains("1000 MiB per CPU");
        assertThat(RequestedMemory.tryParse("4Gn").map(RequestedMemory::text)).contains("4 GiB per node");
        assertThat(RequestedMemory.tryParse("2000M").map(RequestedMemory::text)).contains("2000 MiB");
        assertThat(RequestedMemory.tryParse("16?")).isEmpty();
        assertThat(RequestedMemory.tryParse("")).isEmpty();
    }
}
