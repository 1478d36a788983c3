package org.sluice.gpu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import java.util.List;
import org.junit.jupiter.api.Test;

class RunsTests {
    private final Device one = Gpus.device(1, "a1", 0);
    private final Device two = Gpus.device(2, "a2", 0);

    @Test
    void takesNodesThatBeginAndEndAtOnceForOneRun() {
        Runs runs = Runs.of(List.of(Gpus.hold(one, 0, 100), Gpus.hold(two, 1, 103)));

        assertThat(runs.all()).containsExactly(new Runs.Run(Gpus.BEGIN, Gpus.BEGIN.plusSeconds(103)));
        assertThat(runs.marks()).extracting(JobSeries.Moment::kind).containsExactly("start", "end");
    }

    @Test
    void marksWhereARequeuedJobBeginsAgain() {
        Runs runs = Runs.of(List.of(Gpus.hold(one, 200, 300), Gpus.hold(one, 0, 100), Gpus.hold(two, 0, 101)));

        assertThat(runs.marks())
                .extracting(JobSeries.Moment::kind, JobSeries.Moment::words)
                .containsExactly(
                        tuple("start", "started"), tuple("requeue", "requeued, run 2 begins"), tuple("end", "ended"));
    }

    @Test
    void hasNoEndWhileAHoldLasts() {
        Hold lasts = new Hold(two, 4711, Gpus.BEGIN, null, false, "log");

        Runs runs = Runs.of(List.of(Gpus.hold(one, 0, 100), lasts));

        assertThat(runs.end()).isNull();
        assertThat(runs.marks()).extracting(JobSeries.Moment::kind).containsExactly("start");
    }
}
