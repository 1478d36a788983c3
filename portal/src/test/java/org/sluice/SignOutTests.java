package org.sluice;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Streams outlive the request that opened them, but not the session. */
@Tag("cluster")
class SignOutTests {
    @Test
    void signingOutEndsEveryStreamOfTheSession() throws Exception {
        Visitor alice = Visitor.signedIn("alice");
        String job = silentJob(alice);
        InputStream news = alice.stream("/live?topic=jobs&topic=job-" + job);
        InputStream output = alice.stream("/jobs/" + job + "/output/live");

        alice.post("/sign-out", Map.of());
        assertThat(alice.get("/jobs/" + job).leadsToSignIn()).isTrue();

        Patience.await(CompletableFuture.allOf(readToTheEnd(news), readToTheEnd(output)));
        Visitor.signedIn("alice").post("/jobs/" + job + "/cancel", Map.of());
    }

    /** A job that writes nothing: only its session can end the stream of its output. */
    private static String silentJob(Visitor owner) {
        String key = owner.get("/submit/cpu-job").body().replaceAll("(?s).*name=\"key\" value=\"([^\"]+)\".*", "$1");
        Visitor.Answer answer = owner.post(
                "/submit/cpu-job", Map.of("key", key, "command", "sleep 300", "memory", "64M", "job_name", "silent"));
        assertThat(answer.location()).as(answer.body()).startsWith("/jobs/");
        Patience.await().until(() -> owner.get(answer.location()).status() == 200);
        return answer.location().substring("/jobs/".length());
    }

    private static CompletableFuture<Void> readToTheEnd(InputStream stream) {
        return CompletableFuture.runAsync(() -> {
            try (stream) {
                stream.transferTo(OutputStream.nullOutputStream());
            } catch (IOException broken) {
                throw new UncheckedIOException(broken);
            }
        });
    }
}
