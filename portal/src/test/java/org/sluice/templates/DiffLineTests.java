package org.sluice.templates;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class DiffLineTests {
    @Test
    void showsWhatGoesAndWhatComes() {
        assertThat(DiffLine.between(
                        "#!/bin/bash\n#SBATCH --mem=1G\n\ntrue\n", "#!/bin/bash\n#SBATCH --mem=2G\n\ntrue\n"))
                .containsExactly(new DiffLine("-", "#SBATCH --mem=1G"), new DiffLine("+", "#SBATCH --mem=2G"));
    }

    @Test
    void showsALineThatOnlyComes() {
        assertThat(DiffLine.between("a\nb\n", "a\n<new & 'odd'>\nb\n"))
                .containsExactly(new DiffLine("+", "<new & 'odd'>"));
    }

    @Test
    void keepsPlacesApartAndIsEmptyForTheSame() {
        assertThat(DiffLine.between("a\nb\nc\n", "x\nb\ny\n"))
                .extracting(DiffLine::sign)
                .containsExactly("-", "+", "…", "-", "+");
        assertThat(DiffLine.between("a\nb\n", "a\nb\n")).isEmpty();
    }
}
