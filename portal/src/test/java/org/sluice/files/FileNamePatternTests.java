package org.sluice.files;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What Slurm 22.05 called the files of jobs with these patterns, and what its scontrol showed. */
class FileNamePatternTests {
    @ParameterizedTest
    @CsvSource({
        "/h/slurm-121.out, /h/slurm-121.out",
        "/h/pat-N-%N.out, /h/pat-N-c1.out",
        "/h/all-121-%J-%5j-%N-%n-%s-%t-%u-%x-%b-%12j-%%N.out, /h/all-121-121-00121-c1-0-batch-0-alice-jn-%b-0000000121-%N.out",
        "/h/dflt-%.out, /h/dflt-%.out",
        "/h/odd-%q-%5N.out, /h/odd-%q-c1.out",
        "/h/end-%, /h/end-%",
        "/h/end-%5, /h/end-%",
        "/h/%99999999999999999999j, /h/0000000121",
    })
    void namesTheFileOfAJob(String told, String name) {
        assertThat(FileNamePattern.names(new MadeJob().job(), told).get(0)).isEqualTo(name);
    }

    @Test
    void namesTheFilesOfArraysAndHeterogeneousJobs() {
        String told = "/h/arr-%5A_%3a-%J-%s-%t-%4n.out";

        assertThat(FileNamePattern.names(new MadeJob().id("123_1", 126).job(), told)
                        .get(0))
                .isEqualTo("/h/arr-00123_001-126-batch-0-0000.out");
        assertThat(FileNamePattern.names(new MadeJob().id("130+1", 131).job(), "/h/%5A-%J.out")
                        .get(0))
                .isEqualTo("/h/00131-131.out");
    }

    @Test
    void aBackslashTurnsPatternsOff() {
        assertThat(FileNamePattern.names(new MadeJob().job(), "/h/esc\\%N.out")).containsExactly("/h/esc%N.out");
    }

    @Test
    void keepsTheNameAsItIsShownBesideTheOneFilledIn() {
        assertThat(FileNamePattern.names(new MadeJob().job(), "/h/100%N.out"))
                .containsExactly("/h/100c1.out", "/h/100%N.out");
    }

    @Test
    void knowsNoNameBeforeTheJobHasItsNode() {
        assertThat(FileNamePattern.names(new MadeJob().nodes("").job(), "/h/%N.out"))
                .isEmpty();
        assertThat(FileNamePattern.names(new MadeJob().nodes("a[1-3").job(), "/h/%N.out"))
                .isEmpty();
        assertThat(FileNamePattern.names(new MadeJob().nodes("a[3-4],b1").job(), "/h/%N.out")
                        .get(0))
                .isEqualTo("/h/a3.out");
    }
}
