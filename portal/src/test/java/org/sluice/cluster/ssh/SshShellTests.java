package org.sluice.cluster.ssh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.sluice.access.ActingUser;
import org.sluice.access.ActingUsers;
import org.sluice.cluster.Answer;
import org.sluice.cluster.ClusterUnreachable;
import org.sluice.cluster.Command;

class SshShellTests {
    private static final Duration DEADLINE = Duration.ofSeconds(20);

    private final ActingUser alice = ActingUsers.named("alice");
    private final Head head = Head.open();

    @AfterEach
    void close() {
        head.close();
    }

    @Test
    void runsAProgramAsThePerson() {
        Answer answer = head.shell().run(alice, Command.of("id", "-un"), DEADLINE);
        assertThat(answer).isEqualTo(new Answer(0, alice.unixUser() + "\n", ""));
        for (int i = 0; i < 20; i++) {
            long t = System.nanoTime();
            head.shell().run(alice, Command.of("true"), DEADLINE);
            System.out.println((System.nanoTime() - t) / 1e6);
        }
    }

    @Test
    void nologin() {
        assertThatThrownBy(() -> head.shell().run(ActingUsers.named("nora"), Command.of("id"), DEADLINE))
                .isInstanceOf(ClusterUnreachable.class)
                .hasMessageContaining("not available");
    }

    @Test
    void answersSeveralCommandsInOneRoundTrip() {
        List<Answer> answers = head.shell()
                .run(
                        alice,
                        List.of(
                                Command.of("sh", "-c", "echo out; echo err >&2; exit 3"),
                                Command.of("cat").reading("in\0put".replace("\0", "'\n"))),
                        DEADLINE);
        assertThat(answers).containsExactly(new Answer(3, "out\n", "err\n"), new Answer(0, "in'\nput", ""));
    }
}
