package org.sluice.files;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.sluice.access.AccessParts;
import org.sluice.access.Viewer;
import org.sluice.jobs.Job;

class OutputFilesTests {
    private static final Viewer ALICE = AccessParts.viewer("alice", "cluster-alice");
    private static final String PATH = "/home/alice/slurm-121.out";

    private final MadeFiles head = new MadeFiles();
    private final OutputFiles outputs = new OutputFiles(head, Clock.fixed(MadeJob.NOW, ZoneOffset.UTC));

    @Test
    void showsWhatATerminalShowsAndWhereTheRestWillBegin() {
        head.put(PATH, "\u001b[31mred\u001b[0m\r\n10 %\r20 %\r30 %\nnow\r");

        OutputFiles.Shown shown = shown(new MadeJob());

        assertThat(shown.text()).isEqualTo("red\n30 %\nnow\r");
        assertThat(shown.next())
                .isEqualTo(head.stat(ALICE.acting(), PATH, Duration.ZERO).sizeBytes());
    }

    @Test
    void leavesASequenceOrACharacterThatHasOnlyBegunToTheStream() {
        head.put(PATH, "end\u001b[3");
        assertThat(shown(new MadeJob())).isEqualTo(new OutputFiles.Shown("end", 0, 3, null, false));

        head.put(PATH, new byte[] {'e', 'n', 'd', (byte) 0xe7, (byte) 0x81});
        assertThat(shown(new MadeJob())).isEqualTo(new OutputFiles.Shown("end", 0, 3, null, false));
    }

    @Test
    void beginsWithAWholeLine() {
        head.put(PATH, "x".repeat(100) + "\n" + "y".repeat(OutputFiles.SHOWN_BYTES) + "\nlast\n");

        assertThat(shown(new MadeJob()).text()).isEqualTo("last\n");
    }

    @Test
    void showsTheEndOfALineThatIsLongerThanWhatIsShown() {
        head.put(PATH, "epoch 1: ".repeat(20_000) + "\repoch 2: 50 %");
        assertThat(shown(new MadeJob()).text()).isEqualTo("epoch 2: 50 %");

        head.put(PATH, "z".repeat(200_000) + "\n");
        assertThat(shown(new MadeJob()).text()).isEqualTo("z".repeat(OutputFiles.SHOWN_BYTES - 1) + "\n");
    }

    @Test
    void takesTheFileByTheNameItHas() {
        head.put("/h/100%N.out", "as it is");
        assertThat(shown(new MadeJob().stdOut("/h/100%N.out")).text()).isEqualTo("as it is");

        head.put("/h/100c1.out", "filled in");
        assertThat(shown(new MadeJob().stdOut("/h/100%N.out")).text()).isEqualTo("filled in");
    }

    @Test
    void saysWhyThereIsNothing() {
        assertThat(problem(new MadeJob().started(MadeJob.NOW.minusSeconds(5))))
                .isEqualTo("The job has not written anything yet.");
        assertThat(problem(new MadeJob())).contains("any more: it was removed or renamed as the job ran");
        assertThat(problem(new MadeJob().state("FAILED"))).startsWith("There is no file " + PATH);
        assertThat(problem(new MadeJob().state("CANCELLED").started(null)))
                .isEqualTo("The job never started: it wrote nothing.");
        assertThat(problem(new MadeJob().state("PENDING").started(null).stdOut(null)))
                .contains("Slurm names it when the job starts");
        assertThat(problem(new MadeJob().stdOut(""))).isEqualTo("Slurm has not said yet where the file is.");
        assertThat(problem(new MadeJob().state("FAILED").stdOut(null))).contains("had forgotten the job");
        assertThat(problem(new MadeJob().stdOut("/dev/null"))).contains("nothing of it is kept");
    }

    @Test
    void tellsARefusalFromAHeadThatIsAway() {
        head.refuse(PATH);
        assertThat(shown(new MadeJob()).refused()).isTrue();
        head.away(true);
        assertThat(shown(new MadeJob()).refused()).isFalse();
        assertThat(problem(new MadeJob())).isEqualTo("The head does not answer.");
    }

    @Test
    void knowsErrorsThatHaveAFileOfTheirOwn() {
        Job job = new MadeJob().job();

        assertThat(JobFile.errors(job, MadeJob.stdErr("/h/err-%N.err")).name()).isEqualTo("/h/err-c1.err");
        assertThat(JobFile.errors(job, MadeJob.stdErr(PATH)).isNamed()).isFalse();
        assertThat(JobFile.errors(job, MadeJob.stdErr("/dev/null")).isNamed()).isFalse();
        assertThat(JobFile.errors(job, MadeJob.stdErr(null)).isNamed()).isFalse();
        Job submitted = new MadeJob().stdOut(null).job();
        assertThat(JobFile.errors(submitted, MadeJob.stdErr(PATH)).isNamed()).isFalse();
    }

    private OutputFiles.Shown shown(MadeJob made) {
        Job job = made.job();
        return outputs.end(ALICE, job, JobFile.output(job));
    }

    private String problem(MadeJob made) {
        return String.valueOf(shown(made).problem());
    }
}
