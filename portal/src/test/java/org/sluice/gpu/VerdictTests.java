package org.sluice.gpu;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.sluice.web.Formats;

class VerdictTests {
    private final Verdict verdict = new Verdict(new Formats(Clock.systemUTC()));

    @Test
    void namesTheGpusThatDidNothing() {
        List<Sentence> said = verdict.of(
                List.of(
                        Gpus.worked(Gpus.device(1, "a1", 0), 91, 0.03),
                        Gpus.worked(Gpus.device(2, "a1", 1), 93, 0.02),
                        Gpus.worked(Gpus.device(3, "a1", 2), 3, 0.94),
                        Gpus.worked(Gpus.device(4, "a1", 3), 4, 0.921),
                        Gpus.worked(Gpus.device(5, "a2", 0), 0, 1)),
                false);

        assertThat(said)
                .startsWith(
                        Sentence.bad("GPU 2 and 3 on a1, GPU 0 on a2 did nothing for at least 92 % of the run."),
                        Sentence.good("GPU 0 and 1 on a1 were 92 % used on average."));
    }

    @Test
    void saysOfOneIdleGpuForHowLong() {
        assertThat(verdict.of(List.of(Gpus.worked(Gpus.device(1, "a1", 2), 0, 1)), true)
                        .get(0))
                .isEqualTo(Sentence.bad("GPU 2 on a1 did nothing in the whole run so far."));
    }

    @Test
    void isTheJudgementThatRulesAreGiven() {
        Figures idle = Gpus.worked(Gpus.device(1, "a1", 0), 0, 0.8);
        Figures busy = Gpus.worked(Gpus.device(2, "a1", 1), 20, 0.79);

        assertThat(GpuSummary.Gpu.of(idle).idle()).isTrue();
        assertThat(GpuSummary.Gpu.of(busy).idle()).isFalse();
    }

    @Test
    void callsLittleWorkAWaste() {
        assertThat(verdict.of(
                                List.of(
                                        Gpus.worked(Gpus.device(1, "a1", 0), 20, 0.1),
                                        Gpus.worked(Gpus.device(2, "a1", 1), 22, 0.1)),
                                false)
                        .get(0))
                .isEqualTo(Sentence.bad("Both GPUs were 21 % used on average."));
    }

    @Test
    void doesNotJudgeWhatItDoesNotKnow() {
        Device slice = Gpus.slice(1, "m1", 0, "3g.40gb");
        Duration held = Duration.ofMinutes(5);
        Figures memoryOnly =
                new Figures(slice, false, "log", held, held, 60, null, null, null, 20_224.0, null, null, null);
        Figures nothing =
                new Figures(slice, false, "log", held, Duration.ZERO, 0, null, null, null, null, null, null, null);
        Figures brief = new Figures(
                slice,
                false,
                "log",
                Duration.ofSeconds(2),
                Duration.ofSeconds(2),
                2,
                0.0,
                0.0,
                1.0,
                null,
                null,
                null,
                null);

        assertThat(verdict.of(List.of(memoryOnly), false))
                .containsExactly(
                        Sentence.quiet("How busy its GPUs were is not reported, only how much memory they used."),
                        Sentence.quiet("Peak GPU memory: 19.8 GiB of 39.5 GiB (50 %), on m1 GPU 0 3g.40gb."));
        assertThat(verdict.of(List.of(nothing), false))
                .containsExactly(Sentence.quiet("What its GPUs did is not known: there are no readings of them."));
        assertThat(verdict.of(List.of(brief), false))
                .containsExactly(Sentence.quiet("Less than 30 s of readings: too little to judge."));
    }

    @Test
    void saysForHowLongThereIsNoReadingAndThatAGpuIsShared() {
        Figures half = new Figures(
                Gpus.device(1, "s1", 0),
                true,
                "log",
                Duration.ofMinutes(10),
                Duration.ofMinutes(5),
                60,
                50.0,
                60.0,
                0.0,
                null,
                null,
                null,
                null);

        assertThat(verdict.of(List.of(half), false))
                .containsExactly(
                        Sentence.good("GPU 0 on s1 was 50 % used."),
                        Sentence.quiet("Readings are missing for up to 5:00 of the run."),
                        Sentence.quiet("Its GPUs are shared: readings are of the whole GPU, other jobs included."));
    }
}
