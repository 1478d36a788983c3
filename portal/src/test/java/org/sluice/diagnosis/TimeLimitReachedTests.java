package org.sluice.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.sluice.slurm.SbatchOptions.Option;

class TimeLimitReachedTests {

    @Test
    void offersTwiceTheTime() {
        Finding finding = Case.ended("TIMEOUT", "0:0")
                .limit(Duration.ofMinutes(1))
                .says("slurmstepd-a1: error: *** JOB 95 ON a1 CANCELLED AT 2026-11-21T02:41:58 DUE TO TIME LIMIT ***")
                .finding();

        assertThat(finding.rule()).isEqualTo("TimeLimitReached");
        assertThat(Case.quoted(finding)).containsKeys("L1", "S:State", "S:TimeLimit");
        assertThat(finding.fix().orElseThrow().changes().value(Option.TIME)).contains("00:02:00");
    }

    @Test
    void offersNoMoreThanThePartitionGives() {
        assertThat(Case.ended("TIMEOUT", "0:0")
                        .limit(Duration.ofHours(40))
                        .finding()
                        .fix()
                        .orElseThrow()
                        .changes()
                        .value(Option.TIME))
                .contains("2-00:00:00");
        assertThat(Case.ended("TIMEOUT", "0:0")
                        .limit(Duration.ofDays(2))
                        .finding()
                        .fix())
                .isEmpty();
    }
}
