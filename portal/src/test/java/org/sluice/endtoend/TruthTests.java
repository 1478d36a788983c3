package org.sluice.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sluice.Patience.await;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sluice.Visitor;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Whether every GPU of every job shows what that job did and nothing else.
 *
 * <p>Two hundred jobs of three people, on all workers at once, each put a level of their own on the GPUs they were
 * given. What the portal tells each owner must be that level while the job's own process held the GPU, nothing before
 * and after, and the sum of those that held it where jobs share.
 *
 * <p>It takes three minutes: the jobs of the partition gpu alone hold its eight GPUs for some eighteen minutes in all.
 */
@Tag("upheaval")
class TruthTests {
    private static final Logger log = LoggerFactory.getLogger(TruthTests.class);
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final TruthJobs jobs = new TruthJobs();
    private final Map<String, Visitor> owners = new TreeMap<>();

    @AfterEach
    void nothingIsLeft() {
        jobs.cancelAll();
    }

    @Test
    void everyGpuOfEveryJobShowsThatJobAndNoOther() {
        jobs.submitAll();
        jobs.awaitTheEndOfEach();
        List<TruthJob> ran = jobs.ran();
        assertThat(ran).hasSizeGreaterThanOrEqualTo(200);

        Map<TruthJob, JsonNode> told = new TreeMap<>();
        ran.forEach(job -> told.put(job, onceStored(job)));

        TruthBook book = new TruthBook();
        told.forEach((job, gpus) -> gpus.forEach(
                gpu -> book.note(gpu, jobs.windows(job, gpu.get("node").asString()))));
        Set<String> wrong = new TreeSet<>();
        told.forEach((job, gpus) -> gpus.forEach(gpu -> wrong.addAll(book.wrong(job, gpu))));
        log.info("The truth about {}", book.summary(told.size()));
        assertThat(wrong).isEmpty();
    }

    /** The devices of the job once the portal knows that every hold has ended and has read each of them. */
    private JsonNode onceStored(TruthJob job) {
        Visitor owner = owners.computeIfAbsent(job.login(), Visitor::signedIn);
        await().alias(job.toString()).untilAsserted(() -> {
            JsonNode series = series(owner, job);
            assertThat(series.get("until").isNull()).as("it goes on").isFalse();
            assertThat(holds(series)).as("holds").isEqualTo(job.holds());
            assertThat(series.get("gpus"))
                    .allSatisfy(gpu ->
                            assertThat(gpu.get("at").size()).as("readings").isPositive());
        });
        return series(owner, job).get("gpus");
    }

    private static int holds(JsonNode series) {
        int holds = 0;
        for (JsonNode gpu : series.get("gpus")) {
            holds += gpu.get("holds").size();
        }
        return holds;
    }

    private static JsonNode series(Visitor owner, TruthJob job) {
        Visitor.Answer answer = owner.get("/jobs/" + job.id() + "/gpus/series");
        assertThat(answer.status()).isEqualTo(200);
        return JSON.readTree(answer.body());
    }
}
