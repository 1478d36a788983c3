package org.sluice.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sluice.access.AccessParts;
import org.sluice.access.Viewer;
import org.sluice.cluster.command.QueueAnswer;
import org.sluice.slurm.ExitStatus;

class JobViewTests {
    private static final Instant NOW = Instant.ofEpochSecond(1_796_080_900);
    private static final Viewer ALICE = AccessParts.viewer("alice", "alice");

    @Test
    void saysWhichTasksOfAnArrayWaitAndCancelsNoOther() {
        JobView view = view("ID", "106_[2-5%2]", "RAW_ID", "106", "REASON", "JobArrayTaskLimit");
        assertThat(view.size()).isEqualTo("4 tasks × 1 node, 1 CPU");
        assertThat(view.words())
                .isEqualTo("Tasks 2-5. As many tasks of this array run already as its own limit allows.");
        assertThat(view.command()).isEqualTo("scancel 106_[2-5]");
        assertThat(view.cancelQuestion())
                .isEqualTo("Cancel the tasks 2-5 of array 106, train, that wait? Tasks that have started go on.");
    }

    @Test
    void saysThatCancelEndsAWholeHeterogeneousJob() {
        JobView view = view("ID", "110+1", "RAW_ID", "111");
        assertThat(view.command()).isEqualTo("scancel 110");
        assertThat(view.cancelQuestion()).isEqualTo("Cancel heterogeneous job 110, train, with all its components?");
    }

    @ParameterizedTest
    @CsvSource({
        "PENDING, job requeued in held state",
        "PENDING, job_requeued_in_held_state",
        "SPECIAL_EXIT, None",
        "REQUEUE_HOLD, None"
    })
    void aJobThatIsHeldSaysSo(String state, String reason) {
        JobView view = view("STATE", state, "REASON", reason);
        assertThat(view.look().kind()).isEqualTo("held");
        assertThat(view.words())
                .isEqualTo("It was put back into the queue, and Slurm holds it. Release it to let it start again.");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    1     | 1     | N/A              | 1 node, 1 CPU
                    2     | 8     | N/A              | 2 nodes, 8 CPUs
                    1     | 1     | gres:gpu:1       | 1 GPU
                    1     | 1     | gres/gpu:a100:2  | 2 GPUs
                    2     | 2     | gres/gpu:2       | 2 × 2 GPUs
                    1     | 1     | gres:shard:2     | 2 shards of a GPU
                    2     | 2     | gres/shard:1     | 2 × 1 shard of a GPU
                    some  | few   | N/A              | size not known
                    """)
    void saysWhatAJobAsksFor(String nodes, String cpus, String perNode, String size) {
        assertThat(view("NODES", nodes, "CPUS", cpus, "TRES_PER_NODE", perNode).size())
                .isEqualTo(size);
    }

    @Test
    void aCancelledJobHasNoExitOfItsOwn() {
        Job cancelled = with(job("STATE", "CANCELLED", "STARTS", "1796080823", "ENDS", "1796080823"), "0:0");
        assertThat(view(cancelled).exit()).isEmpty();
        Job failed = with(job("STATE", "FAILED", "STARTS", "1796080823", "NODE_LIST", "c1"), "3:0");
        assertThat(view(failed).exit()).isEqualTo("exit 3");
    }

    @Test
    void theClockOfASuspendedJobStandsStill() {
        assertThat(view("STATE", "SUSPENDED", "STARTS", "1796080875", "NODE_LIST", "c1")
                        .runsSince())
                .isNull();
        assertThat(view("STATE", "RUNNING", "STARTS", "1796080875", "NODE_LIST", "c1")
                        .runsSince())
                .isEqualTo(Instant.ofEpochSecond(1_796_080_875));
    }

    @Test
    void onlyTheOwnerAndOperatorsMayCancel() {
        assertThat(view("ID", "7", "OWNER", "bob").mayCancel()).isFalse();
        assertThat(view("ID", "7").mayCancel()).isTrue();
    }

    private static Job with(Job job, String exit) {
        return new Job(
                job.key(),
                job.rawId(),
                job.words(),
                job.charge(),
                job.state(),
                job.reason(),
                ExitStatus.parse(exit),
                job.size(),
                job.times(),
                job.place(),
                job.seen());
    }

    private static JobView view(String... fields) {
        return view(job(fields));
    }

    private static JobView view(Job job) {
        return JobView.of(job, JobListing.of(job), ALICE, NOW);
    }

    private static Job job(String... fields) {
        return Sighting.of(QueueAnswer.job(fields), NOW);
    }
}
