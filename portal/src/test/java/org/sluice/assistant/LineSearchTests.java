package org.sluice.assistant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.sluice.files.OutputLine;

class LineSearchTests {
    private static final List<OutputLine> LINES = IntStream.rangeClosed(1, 50)
            .mapToObj(number -> new OutputLine("out", number, number % 10 == 0 ? "Error " + number : "fine"))
            .toList();

    @Test
    void findsTheLastLinesThatMatchWhateverTheirCase() {
        assertThat(LineSearch.of("error \\d+").in(LINES, 2))
                .extracting(OutputLine::number)
                .containsExactly(40L, 50L);
    }

    @Test
    @Timeout(180)
    void endsASearchThatWouldNeverEndWhereAPatternGoesBack() {
        List<OutputLine> costly = List.of(new OutputLine("out", 1, "a".repeat(2000)));

        assertThat(LineSearch.of("(.*)(.*)(.*)(.*)(.*)(.*)[xyz]$").in(costly, 5))
                .isEmpty();
    }

    @Test
    @Timeout(180)
    void endsASearchThatTakesTooLong() {
        List<OutputLine> many = Collections.nCopies(1_000_000, new OutputLine("out", 1, "a".repeat(2000)));

        assertThatThrownBy(() -> LineSearch.of("(.*)(.*)(.*)(.*)(.*)(.*)[xyz]$").in(many, 5))
                .isInstanceOf(Arguments.Wrong.class)
                .hasMessageContaining("too long");
    }

    @Test
    void refusesWhatIsNoExpression() {
        assertThatThrownBy(() -> LineSearch.of("(")).isInstanceOf(Arguments.Wrong.class);
        assertThatThrownBy(() -> LineSearch.of("x".repeat(300))).hasMessageContaining("longer than");
    }
}
