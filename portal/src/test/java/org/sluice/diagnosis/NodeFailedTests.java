package org.sluice.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class NodeFailedTests {

    @Test
    void offersToSubmitAgainAsItWas() {
        Finding finding = Case.ended("NODE_FAIL", "0:0").finding();

        assertThat(finding.cause()).contains("a1", "no fault of the job");
        assertThat(finding.fix()).contains(Fix.AS_IT_WAS);
        assertThat(Case.quoted(finding)).containsEntry("S:State", "NODE_FAIL").containsEntry("S:NodeList", "a1");
    }

    @Test
    void tellsOfThePreviousRunWhileTheJobWaitsAgain() {
        assertThat(Case.waiting("BeginTime").earlierRun("NODE_FAIL").findings())
                .extracting(Finding::title)
                .containsExactly("A node failed under its previous run", "It rests before it starts again");
    }
}
