package org.sluice.slurm;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ReasonTests {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    Resources              | It is next in line and starts as soon as what it asks for is free.
                    JobHeldUser            | Its owner holds it. Release it to let it start.
                    QOSMaxGRESPerUser      | It would exceed the limit that the QOS sets on the GPUs or other generic resources of one user.
                    QOSMaxJobsPerUserLimit | It would exceed the limit that the QOS sets on the running jobs of one user.
                    AssocGrpGRES           | It would exceed the limit that the account sets on the GPUs or other generic resources of all its jobs together.
                    AssocGrpCPUMinutesLimit | It would exceed the limit that the account sets on the minutes of CPUs of all its jobs together.
                    QOSMinGRES             | It asks for less than the least GPUs or other generic resources that the QOS demands of a job.
                    RaisedSignal:53        | A signal ended its script.
                    SomethingNew           | Slurm says SomethingNew.
                    None                   | Slurm gives no reason.
                    """)
    void saysItInPlainWords(String raw, String sentence) {
        assertThat(Reason.parse(raw).sentence()).isEqualTo(sentence);
    }

    @Test
    void keepsWhatSlurmAddsInEitherWriting() {
        Reason reason = Reason.parse("ReqNodeNotAvail,_UnavailableNodes:a3");
        assertThat(reason).isEqualTo(Reason.parse("ReqNodeNotAvail, UnavailableNodes:a3"));
        assertThat(reason.word()).isEqualTo("ReqNodeNotAvail");
        assertThat(reason.sentence()).endsWith("Slurm adds: UnavailableNodes:a3.");
        assertThat(reason).hasToString("ReqNodeNotAvail, UnavailableNodes:a3");
    }

    @ParameterizedTest
    @ValueSource(strings = {"JobHeldUser", "JobHeldAdmin", "launch_failed_requeued_held", "JobHoldMaxRequeue"})
    void knowsWhoMustBeReleased(String raw) {
        assertThat(Reason.parse(raw).isHeld()).isTrue();
        assertThat(Reason.parse("Priority").isHeld()).isFalse();
    }

    /** Every word of Slurm's own list of limits is understood from its parts. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "AssocGrpBB",
                "AssocGrpBBMinutes",
                "AssocGrpBBRunMinutes",
                "AssocGrpBilling",
                "AssocGrpCpuLimit",
                "AssocGrpCPURunMinutesLimit",
                "AssocGrpEnergy",
                "AssocGrpJobsLimit",
                "AssocGrpLicense",
                "AssocGrpMemLimit",
                "AssocGrpMemRunMinutes",
                "AssocGrpNodeLimit",
                "AssocGrpSubmitJobsLimit",
                "AssocGrpUnknown",
                "AssocGrpWallLimit",
                "AssocMaxBBPerNode",
                "AssocMaxBillingMinutesPerJob",
                "AssocMaxCpuMinutesPerJobLimit",
                "AssocMaxCpuPerJobLimit",
                "AssocMaxGRESPerJob",
                "AssocMaxJobsLimit",
                "AssocMaxNodePerJobLimit",
                "AssocMaxSubmitJobLimit",
                "AssocMaxWallDurationPerJobLimit",
                "MaxCpuPerAccount",
                "MaxGRESPerAccount",
                "MaxJobsPerAccount",
                "MaxMemoryPerAccount",
                "MaxSubmitJobsPerAccount",
                "QOSGrpMemoryMinutes",
                "QOSGrpGRES",
                "QOSMaxCpuPerUserLimit",
                "QOSMaxMemoryPerUser",
                "QOSMaxNodePerUserLimit",
                "QOSMaxSubmitJobPerUserLimit",
                "QOSMaxWallDurationPerJobLimit",
                "QOSMinCpuNotSatisfied",
                "QOSMinMemory"
            })
    void understandsEveryKindOfLimit(String raw) {
        assertThat(Reason.parse(raw).sentence()).doesNotStartWith("Slurm says");
    }
}
