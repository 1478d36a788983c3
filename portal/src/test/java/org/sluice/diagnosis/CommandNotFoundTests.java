package org.sluice.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CommandNotFoundTests {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    127:0 | /var/spool/job00021/slurm_script: 4: python3.99: not found             | python3.99
                    127:0 | /var/spool/job00021/slurm_script: line 4: python3.99: command not found | python3.99
                    127:0 | /usr/bin/env: ‘python3.99’: No such file or directory                   | python3.99
                    127:0 | /var/spool/job00021/slurm_script: 4: python3.99: Permission denied         | python3.99
                    2:0   | slurmstepd-a1: error: execve(): /no/such/prog: No such file or directory | /no/such/prog
                    127:0 | slurm_script: line 7: ./train: No such file or directory                | ./train
                    """)
    void namesTheProgram(String exit, String line, String program) {
        Finding finding = Case.ended("FAILED", exit).says(line).finding();

        assertThat(finding.title()).isEqualTo("Command not found: " + program);
        assertThat(finding.confidence()).isEqualTo(Confidence.CERTAIN);
        assertThat(Case.quoted(finding)).containsEntry("L1", line).containsEntry("S:ExitCode", exit);
    }

    @Test
    void isLessSureFromTheExitCodeAlone() {
        Finding finding = Case.ended("FAILED", "127:0").finding();

        assertThat(finding.confidence()).isEqualTo(Confidence.LIKELY);
        assertThat(finding.title()).isEqualTo("A command was not found");
    }

    @Test
    void knowsModulesThatAreNotThere() {
        assertThat(Case.ended("FAILED", "127:0")
                        .says("/var/spool/slurm_script: 4: module: not found")
                        .finding()
                        .directive())
                .contains("environment modules");
    }
}
