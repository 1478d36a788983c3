package org.sluice.cluster.command;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.sluice.cluster.CompletedJob;
import org.sluice.cluster.Rows;

class CompletionLogTests {
    /** As 22.05.8 writes it. */
    private static final String LINE =
            "JobId=102 UserId=alice(1014) GroupId=alice(1016) Name=wrap JobState=FAILED Partition=cpu"
                    + " TimeLimit=60 StartTime=2026-11-21T12:45:11 EndTime=2026-11-21T12:45:37 NodeList=c1 NodeCnt=1 ProcCnt=1"
                    + " WorkDir=/home/alice ReservationName= Tres=cpu=1,mem=2000M,node=1,billing=1 Account= QOS= WcKey="
                    + " Cluster=unknown SubmitTime=2026-11-21T12:45:11 EligibleTime=2026-11-21T12:45:11 DerivedExitCode=0:0"
                    + " ExitCode=4:0 \n";

    @Test
    void readsWhoEndedHowAndWhere() {
        CompletedJob job = CompletionLog.parse(LINE).all().get(0);

        assertThat(job.rawId()).isEqualTo(102);
        assertThat(job.owner()).isEqualTo("alice");
        assertThat(job.name()).isEqualTo("wrap");
        assertThat(job.state()).hasToString("FAILED");
        assertThat(job.exit().orElseThrow()).hasToString("4:0");
        assertThat(job.nodeList()).isEqualTo("c1");
    }

    @Test
    void aNameCannotPretendAnotherState() {
        CompletedJob job = CompletionLog.parse(LINE.replace("Name=wrap", "Name=x JobState=COMPLETED Partition=cpu"))
                .all()
                .get(0);

        assertThat(job.state()).hasToString("FAILED");
        assertThat(job.name()).isEqualTo("x JobState=COMPLETED Partition=cpu");
    }

    @Test
    void countsALineThatCannotBeRead() {
        Rows<CompletedJob> rows = CompletionLog.parse("JobId=102 and nothing else\n");

        assertThat(rows.all()).isEmpty();
        assertThat(rows.unreadable()).isEqualTo(1);
    }

    @Test
    void readsSettingsOfSlurmctld() {
        String config = """
                Configuration data as of 2026-11-21T12:50:00
                JobCompHost             = localhost
                JobCompLoc              = /var/log/slurm/jobcomp.log
                JobCompParams           = (null)
                """;

        assertThat(ScontrolShowConfig.value(config, "JobCompLoc")).isEqualTo("/var/log/slurm/jobcomp.log");
        assertThat(ScontrolShowConfig.value(config, "JobCompParams")).isEmpty();
        assertThat(ScontrolShowConfig.value(config, "JobCompType")).isEmpty();
    }
}
