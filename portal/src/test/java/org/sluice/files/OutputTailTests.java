package org.sluice.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;

import java.io.UnsupportedEncodingException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.sluice.access.AccessParts;
import org.sluice.access.Viewer;
import org.sluice.web.WebParts;
import org.springframework.test.web.servlet.MvcResult;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;
import tools.jackson.databind.json.JsonMapper;

class OutputTailTests {
    private static final Viewer ALICE = AccessParts.viewer("alice", "cluster-alice");
    private static final String PATH = "/home/alice/slurm-121.out";

    private final MadeFiles head = new MadeFiles();
    private MadeJob made = new MadeJob();
    private boolean signedIn = true;
    private OutputTail tail = tail();
    private MvcResult response = watched();

    @Test
    void sendsWhatIsWrittenFromThenOnWithoutControlSequences() throws Exception {
        head.put(PATH, "one\u001b[3");
        tail.turn();
        head.append(PATH, "1mtwo\n");
        tail.turn();
        tail.turn();

        assertThat(said())
                .contains("event:path\ndata:\"" + PATH + "\"")
                .contains("data:{\"text\":\"one\",\"next\":6,\"skipped\":0}")
                .contains("data:{\"text\":\"two\\n\",\"next\":12,\"skipped\":0}");
    }

    @Test
    void aBrowserThatConnectsAgainGoesOnBehindTheLastCharacterItHad() throws Exception {
        head.put(PATH, new byte[] {'c', 'a', 'f', (byte) 0xc3});
        tail.turn();

        assertThat(said()).contains("id:3\n").contains("data:{\"text\":\"caf\",\"next\":3,\"skipped\":0}");
        assertThat(OutputController.begin(0, 3)).isEqualTo(3);
        assertThat(OutputController.begin(2, -1)).isEqualTo(2);
        assertThat(OutputController.begin(-2, -1)).isZero();
    }

    @Test
    void leavesOutWhatNobodyCanCatchUpWith() throws Exception {
        head.put(PATH, "x".repeat(1 << 20) + "end");
        tail.turn();

        assertThat(said()).contains("\"skipped\":" + ((1 << 20) + 3 - 256 * 1024));
    }

    @Test
    void beginsAnewWhereTheFileWasWrittenAnew() throws Exception {
        head.put(PATH, "longer");
        tail.turn();
        head.put(PATH, "new");
        tail.turn();
        tail.turn();

        assertThat(said()).contains("The file was overwritten").contains("\"text\":\"new\"");
    }

    @Test
    void endsWhenTheJobHasEndedAndNothingMoreComes() throws Exception {
        made.state("COMPLETED");
        head.put(PATH, "all\n");
        turns(3);
        assertThat(said()).doesNotContain("event:end");
        turns(1);
        assertThat(said()).contains("event:end");
    }

    @Test
    void endsWhereTheFileOfAnEndedJobIsGoneRefusedOrNotKnown() throws Exception {
        made.state("FAILED");
        turns(3);
        assertThat(said()).contains("There is no file").contains("event:end");

        anew();
        head.refuse(PATH);
        turns(3);
        assertThat(said()).contains("event:end");

        anew();
        made.stdOut(null);
        turns(3);
        assertThat(said()).contains("had forgotten the job").contains("event:end");
    }

    @Test
    void goesOnWhileTheHeadIsAway() throws Exception {
        made.state("COMPLETED");
        head.away(true);
        turns(5);
        assertThat(said()).containsOnlyOnce("The head does not answer.").doesNotContain("event:end");
        head.away(false);
        head.put(PATH, "back");
        turns(1);
        assertThat(said()).contains("\"text\":\"back\"");
    }

    @Test
    void saysThatTheFileOfARunningJobIsGone() throws Exception {
        head.put(PATH, "once");
        turns(1);
        head.remove(PATH);
        turns(1);

        assertThat(said()).contains("it was removed or renamed as the job ran");
    }

    @Test
    void endsWithTheSession() throws Exception {
        head.put(PATH, "secret");
        signedIn = false;
        turns(2);

        assertThat(said()).isEmpty();
    }

    @Test
    void endsInTheNextTurnAfterThePersonHasSignedOut() throws Exception {
        head.put(PATH, "seen");
        tail.turn();
        head.append(PATH, " and secret");
        signedIn = false;
        tail.askSession();
        turns(2);

        assertThat(said()).contains("seen").doesNotContain("secret");
    }

    private void turns(int number) {
        for (int i = 0; i < number; i++) {
            tail.turn();
        }
    }

    private void anew() {
        tail = tail();
        response = watched();
    }

    private OutputTail tail() {
        return new OutputTail(
                head,
                AccessParts.session("alice", () -> signedIn ? Optional.of(ALICE) : Optional.empty()),
                WebParts.begunStream(),
                ALICE,
                new OutputTail.Watched(viewer -> made.job(), JobFile::output),
                0,
                JsonMapper.builder().build(),
                Clock.fixed(MadeJob.NOW, ZoneOffset.UTC));
    }

    private MvcResult watched() {
        try {
            return MockMvcBuilders.standaloneSetup(new Stream(tail.stream().emitter()))
                    .build()
                    .perform(get("/stream"))
                    .andReturn();
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    private String said() throws UnsupportedEncodingException {
        return response.getResponse().getContentAsString(StandardCharsets.UTF_8);
    }

    /** A page that listens. */
    @RestController
    static class Stream {
        private final SseEmitter emitter;

        Stream(SseEmitter emitter) {
            this.emitter = emitter;
        }

        @GetMapping("/stream")
        SseEmitter stream() {
            return emitter;
        }
    }
}
