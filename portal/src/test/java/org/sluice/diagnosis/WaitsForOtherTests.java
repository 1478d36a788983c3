package org.sluice.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class WaitsForOtherTests {

    @Test
    void explainsAWordWithoutARuleOfItsOwn() {
        assertThat(Case.waiting("Licenses").finding().cause()).isEqualTo("It waits for a license.");
        assertThat(Case.waiting("SomethingNew").finding().cause()).isEqualTo("Slurm says SomethingNew.");
        assertThat(Case.waiting("None").finding().title()).isEqualTo("Slurm has not looked at it yet");
    }
}
