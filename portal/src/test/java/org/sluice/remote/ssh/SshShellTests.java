package org.sluice.remote.ssh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sluice.Instance;
import org.sluice.Patience;
import org.sluice.access.ActingUser;
import org.sluice.access.ActingUsers;
import org.sluice.remote.Answer;
import org.sluice.remote.AnswerLost;
import org.sluice.remote.ClusterUnreachable;
import org.sluice.remote.ClusterUnreachable.Obstacle;
import org.sluice.remote.Command;

@Tag("cluster")
class SshShellTests {
    private static final Duration DEADLINE = Patience.BOUND;

    private final ActingUser alice = ActingUsers.named("alice");
    private final ActingUser bob = ActingUsers.named("bob");
    private final Head head = Head.open();

    @AfterEach
    void close() {
        head.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"alice", "zoe", "fay", "tess", "poll"})
    void runsAProgramAsThePersonWhateverTheirLoginShell(String name) {
        ActingUser person = name.equals("poll") ? poller() : ActingUsers.named(name);
        Answer answer = head.shell()
                .run(
                        person,
                        Command.of("sh", "-c", "id -un; echo $0 $GREETING >&2; exit 3")
                                .with("GREETING", "it's"),
                        DEADLINE);
        assertThat(answer).isEqualTo(new Answer(3, person.unixUser() + "\n", "sh it's\n"));
    }

    @Test
    void findsSlurmWhereSshdSaysItIs() {
        Answer answer = head.shell().run(poller(), Command.of("scontrol", "ping"), DEADLINE);
        assertThat(answer.errors()).isEmpty();
        assertThat(answer.output()).contains("is UP");
    }

    @Test
    void answersSeveralCommandsInOneRoundTrip() {
        List<Answer> answers = head.shell()
                .run(
                        alice,
                        List.of(
                                Command.of("sh", "-c", "echo out; echo err >&2; exit 3"),
                                Command.of("cat").reading("without a newline at its end"),
                                Command.of("true"),
                                Command.of("no-such-program")),
                        DEADLINE);
        assertThat(answers.subList(0, 3))
                .containsExactly(
                        new Answer(3, "out\n", "err\n"),
                        new Answer(0, "without a newline at its end", ""),
                        new Answer(0, "", ""));
        assertThat(answers.get(3).status()).isEqualTo(127);
        assertThat(answers.get(3).errors()).contains("no-such-program");
    }

    @Test
    void carriesHostileValuesAsTheyAre() {
        List<String> values = ShellQuotingTests.hostileValues();
        List<Command> commands = values.stream()
                .map(value -> Command.of("sh", "-c", "printf '%s|%s|' \"$1\" \"$V\"; cat", "sh", value)
                        .with("V", value)
                        .reading(value))
                .toList();
        List<Answer> answers = head.shell().run(alice, commands, DEADLINE);
        assertThat(answers.stream().map(Answer::output).toList())
                .isEqualTo(values.stream()
                        .map(value -> value + "|" + value + "|" + value)
                        .toList());
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\0b", "half \ud83d a character"})
    void refusesAValueThatCannotArrive(String value) {
        Command command = Command.of("echo", value);
        assertThatThrownBy(() -> head.shell().run(alice, command, DEADLINE))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(head.connections().of(alice).connectionsOpen()).isZero();
    }

    @Test
    void isNotMovedByANoisyStartupFile() throws IOException {
        String bashrc = """
                echo "Welcome, $USER!"; echo "quota exceeded" >&2
                alias id='echo alias' printf='echo alias' exec='echo alias'
                id() { echo function; }; timeout() { echo function; }; printf() { builtin printf 'function'; }
                export -f id timeout printf
                export PATH=/nowhere:$PATH LC_ALL=de_DE.UTF-8 ENV=~/.evil BASH_ENV=~/.evil SBATCH_ACCOUNT=other
                trap 'echo trapped' EXIT DEBUG ERR
                set -x
                cd /tmp
                """;
        StartupFile.during(bob.unixUser(), bashrc, () -> {
            Answer answer =
                    head.shell().run(bob, Command.of("sh", "-c", "id -un; echo ${SBATCH_ACCOUNT-unset}"), DEADLINE);
            assertThat(answer).isEqualTo(new Answer(0, bob.unixUser() + "\nunset\n", ""));
        });
    }

    @Test
    void answersWhereAStartupFileThrowsStandardErrorAway() throws IOException {
        StartupFile.during(bob.unixUser(), "exec 2>/dev/null\n", () -> {
            Answer answer = head.shell().run(bob, Command.of("id", "-un"), DEADLINE);
            assertThat(answer).isEqualTo(new Answer(0, bob.unixUser() + "\n", ""));
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "read -r line\n",
                "cat >/dev/null\n",
                "head -c 20 >/dev/null\n",
                "exec >/dev/null\n",
                "sleep 60\n"
            })
    void executesNothingWhereAStartupFileStandsInTheWay(String bashrc) throws IOException {
        String trace = Instance.running().root() + "/home/bob/trace";
        StartupFile.during(bob.unixUser(), bashrc, () -> {
            assertThatThrownBy(() -> head.shell().run(bob, Command.of("touch", trace), Duration.ofSeconds(3)))
                    .isInstanceOfSatisfying(
                            ClusterUnreachable.class,
                            failed -> assertThat(failed.obstacle()).isIn(Obstacle.OUT_OF_TIME, Obstacle.SHELL_UNUSABLE))
                    .hasMessageContaining("Nothing was executed");
        });
        assertThat(Path.of(trace)).doesNotExist();
    }

    @Test
    void saysWhatALoginShellSaysThatRunsNothing() {
        assertThatThrownBy(() -> head.shell().run(ActingUsers.named("nora"), Command.of("id"), DEADLINE))
                .isInstanceOfSatisfying(
                        ClusterUnreachable.class,
                        failed -> assertThat(failed.obstacle()).isEqualTo(Obstacle.SHELL_UNUSABLE))
                .hasMessageContaining("This account is currently not available");
    }

    @Test
    void readsNoPartOfAnAnswerThatIsTooLong() {
        Command yes = Command.of("yes").answeringAtMost(100_000);
        assertThatThrownBy(() -> head.shell().run(alice, yes, DEADLINE))
                .isInstanceOfSatisfying(
                        AnswerLost.class, lost -> assertThat(lost.way()).isEqualTo(AnswerLost.Way.TOO_LONG));
        Command exact = Command.of("head", "-c", "100000", "/dev/zero").answeringAtMost(100_000);
        assertThat(head.shell().run(alice, exact, DEADLINE).output()).hasSize(100_000);
        assertThat(head.shell()
                        .run(alice, exact.answeringAtMost(5_000_000), DEADLINE)
                        .output())
                .hasSize(100_000);
    }

    @Test
    void carriesALongAnswer() {
        Command command = Command.of("head", "-c", "20000000", "/dev/zero").answeringAtMost(1 << 25);
        assertThat(head.shell().run(alice, command, DEADLINE).output()).hasSize(20_000_000);
    }

    @Test
    void cutsAFloodOfErrorsAndKeepsTheAnswer() {
        Command command = Command.of("sh", "-c", "head -c 5000000 /dev/zero >&2; echo done");
        Answer answer = head.shell().run(alice, command, DEADLINE);
        assertThat(answer.output()).isEqualTo("done\n");
        assertThat(answer.errors()).hasSizeBetween(Answer.ERRORS_LIMIT_BYTES, Answer.ERRORS_LIMIT_BYTES + 20);
    }

    @Test
    void theHeadItselfEndsACommandAtItsLimit() {
        Answer answer = head.shell().run(alice, Command.of("sleep", "60").within(Duration.ofSeconds(1)), DEADLINE);
        assertThat(answer.ranOutOfTime()).isTrue();
    }

    @Test
    void theSignerRefusesWhoIsNotInTheGroup() {
        assertThatThrownBy(() -> head.shell().run(ActingUsers.named("stan"), Command.of("id"), DEADLINE))
                .isInstanceOfSatisfying(
                        ClusterUnreachable.class,
                        failed -> assertThat(failed.obstacle()).isEqualTo(Obstacle.SIGNER_REFUSED))
                .hasMessageContaining("is not in the group");
    }

    @ParameterizedTest
    @ValueSource(strings = {"root", "daemon"})
    void theSignerRefusesSystemUsers(String unixUser) {
        assertThatThrownBy(() -> head.shell().run(ActingUsers.of(unixUser, "mallory"), Command.of("id"), DEADLINE))
                .hasMessageContaining("is a system user");
    }

    @Test
    void sshdWritesDownWhoAsked() throws IOException {
        ActingUser marked = ActingUsers.of(alice.unixUser(), "alice@example.org");
        head.shell().run(marked, Command.of("true"), DEADLINE);
        String given = RealSigner.log()
                .lines()
                .filter(line -> line.contains("login=\"alice@example.org\""))
                .reduce((first, second) -> second)
                .orElseThrow();
        String request = given.replaceAll(".*request=\"([^\"]*)\".*", "$1");
        assertThat(Files.readString(Instance.running().root().resolve("log/sshd.log")))
                .contains("ID sluice:alice@example.org:" + request + " ");
    }

    private static ActingUser poller() {
        return ActingUsers.of(Instance.running().unixUser("poll"), "poller");
    }
}
