package org.sluice.cluster.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.sluice.cluster.CompletedJob;
import org.sluice.cluster.Rows;

class SacctCompletionTests {
    /** As 22.05.8 answered with jobcomp/filetxt. */
    private static final String ANSWER = """
            101|alice(1014)|FAILED|3:0|c1|wrap
            103|alice(1014)|FAILED|0:11|c1|a|b
            104|alice(1014)|CANCELLED|0:0|c1|wrap
            """;

    @Test
    void readsWhoEndedHowAndWhere() {
        Rows<CompletedJob> rows = SacctCompletion.separatedBy("|").parse(ANSWER);

        assertThat(rows.unreadable()).isZero();
        assertThat(rows.all()).extracting(CompletedJob::rawId).containsExactly(101L, 103L, 104L);
        assertThat(rows.all().get(0).exit().orElseThrow()).hasToString("3:0");
        assertThat(rows.all().get(0).owner()).isEqualTo("alice");
        assertThat(rows.all().get(1).name()).isEqualTo("a|b");
        assertThat(rows.all().get(2).state().isCancelled()).isTrue();
    }

    @Test
    void countsARowThatCannotBeRead() {
        assertThat(SacctCompletion.separatedBy("|").parse("101|alice\n").unreadable())
                .isEqualTo(1);
    }

    @Test
    void asksForOneJob() {
        assertThat(SacctCompletion.separatedBy("|").argv(7))
                .contains("--completion", "--jobs=7")
                .isInstanceOf(List.class);
    }
}
