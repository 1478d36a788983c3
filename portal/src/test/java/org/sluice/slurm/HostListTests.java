package org.sluice.slurm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HostListTests {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    a1                 | a1
                    a[1-3,07-10],b2    | a1 a2 a3 a07 a08 a09 a10 b2
                    r[1-2]n[01-02]     | r1n01 r1n02 r2n01 r2n02
                    gpu-[8-11]         | gpu-8 gpu-9 gpu-10 gpu-11
                    login,a[1,3]-ib    | login a1-ib a3-ib
                    """)
    void expands(String list, String names) {
        assertThat(HostList.expand(list)).containsExactly(names.split(" ", -1));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "(null)", "N/A", "None"})
    void anAbsentListHasNoNodes(String list) {
        assertThat(HostList.expand(list)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"a[1-", "a]1", "a[x]", "a[3-1]", "a[1-999999999]", "a[1-1000][1-1000]", "a,,b", "a[]"})
    void refusesWhatIsNoListOrTooLong(String list) {
        assertThatThrownBy(() -> HostList.expand(list)).isInstanceOf(UnreadableWord.class);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    a1 a2 a3 a5     | a[1-3,5]
                    a1              | a1
                    a3 a1 login a2  | a[1-3],login
                    a08 a09 a10     | a[08-10]
                    a8 a9 a10       | a[8-10]
                    a1 a01          | a[01,1]
                    b1 a1 a2        | b1,a[1-2]
                    """)
    void compresses(String names, String list) {
        assertThat(HostList.compress(List.of(names.split(" ", -1)))).isEqualTo(list);
    }

    @Test
    void compressingLosesNoNode() {
        Random random = new Random(7);
        for (int round = 0; round < 300; round++) {
            Set<String> names = new LinkedHashSet<>();
            for (int i = 0; i < 1 + random.nextInt(20); i++) {
                int number = random.nextInt(30);
                names.add((random.nextBoolean() ? "a" : "b-") + (random.nextBoolean() ? number : "0" + number));
            }
            assertThat(HostList.expand(HostList.compress(new ArrayList<>(names))))
                    .containsExactlyInAnyOrderElementsOf(names);
        }
    }
}
