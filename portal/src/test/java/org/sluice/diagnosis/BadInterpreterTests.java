package org.sluice.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BadInterpreterTests {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    2:0   | slurmstepd-a1: error: execve(): bad interpreter(/no/such/bash): No such file or directory | /no/such/bash
                    126:0 | /var/spool/slurm_script: line 4: ./inner.sh: /no/such/python: bad interpreter: No such file or directory | /no/such/python
                    127:0 | /var/spool/slurm_script: line 4: ./inner.sh: cannot execute: required file not found | ./inner.sh
                    """)
    void namesTheProgramThatIsNotThere(String exit, String line, String named) {
        Finding finding =
                Case.ended("FAILED", exit).says("begin", line).findings().get(0);

        assertThat(finding.rule()).isEqualTo("BadInterpreter");
        assertThat(finding.cause()).contains(named);
        assertThat(Case.quoted(finding)).containsEntry("L2", line).containsEntry("S:ExitCode", exit);
    }

    @Test
    void saysHowToMakeAFileExecutable() {
        Finding finding = Case.ended("FAILED", "126:0")
                .says("/var/spool/slurm_script: line 4: ./run.sh: Permission denied")
                .finding();

        assertThat(finding.title()).isEqualTo("A file could not be run");
        assertThat(finding.directive()).contains("chmod +x");
    }

    @Test
    void knowsTheLineEndsOfWindows() {
        assertThat(Case.ended("FAILED", "126:0")
                        .says("slurm_script: line 4: ./run.sh: /bin/bash^M: bad interpreter: No such file or directory")
                        .finding()
                        .directive())
                .contains("Unix line ends");
    }
}
