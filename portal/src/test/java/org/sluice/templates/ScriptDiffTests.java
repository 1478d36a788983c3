package org.sluice.templates;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ScriptDiffTests {
    @Test
    void showsWhatGoesAndWhatComes() {
        assertThat(ScriptDiff.between(
                                "#!/bin/bash\n#SBATCH --mem=1G\n\ntrue\n", "#!/bin/bash\n#SBATCH --mem=2G\n\ntrue\n")
                        .lines())
                .containsExactly(new DiffLine("-", "#SBATCH --mem=1G"), new DiffLine("+", "#SBATCH --mem=2G"));
    }

    @Test
    void showsALineThatOnlyComes() {
        assertThat(ScriptDiff.between("a\nb\n", "a\n<new & 'odd'>\nb\n").lines())
                .containsExactly(new DiffLine("+", "<new & 'odd'>"));
    }

    @Test
    void keepsPlacesApartAndIsEmptyForTheSame() {
        assertThat(ScriptDiff.between("a\nb\nc\n", "x\nb\ny\n").lines())
                .extracting(DiffLine::sign)
                .containsExactly("-", "+", "…", "-", "+");
        assertThat(ScriptDiff.between("a\nb\n", "a\nb\n").isEmpty()).isTrue();
    }

    @Test
    void doesNotCompareThousandsOfLinesWithEachOther() {
        ScriptDiff diff = ScriptDiff.between(lines("a", 18_000), lines("b", 18_000));

        assertThat(diff.lines()).hasSize(2_000);
        assertThat(diff.gap())
                .isEqualTo("So many lines differ that they are not compared with each other."
                        + " 34000 more lines are not shown.");
    }

    @Test
    void findsAChangeInTheMiddleOfManyLines() {
        String many = lines("a", 18_000);

        assertThat(ScriptDiff.between(many + "old\n" + many, many + "new\n" + many))
                .isEqualTo(new ScriptDiff(List.of(DiffLine.goes("old"), DiffLine.comes("new")), ""));
    }

    private static String lines(String word, int number) {
        return IntStream.range(0, number).mapToObj(i -> word + i + "\n").collect(Collectors.joining());
    }
}
