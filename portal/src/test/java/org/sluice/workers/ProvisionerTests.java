package org.sluice.workers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Asks programs that answer as provisioners do, well and badly. */
class ProvisionerTests {
    @TempDir
    Path directory;

    @Test
    void readsEveryMachineWithItsPrice() throws IOException {
        Machines machines = answering("""
                {"line":"worker","node":"e1","kind":"a100x4","title":"4 x A100","state":"running","price_per_hour":7.16,"currency":"USD","since":"2026-03-01T12:00:00+00:00"}
                {"line":"something new","node":"e9"}
                {"line":"worker","node":"e2","kind":"h100x2","state":"moved","price_per_hour":null,"more":{"a":1}}
                {"line":"cost","what":"volume","price_per_hour":0.02,"currency":"USD"}
                {"line":"status"}
                """).status();
        assertThat(machines.machines().keySet()).containsExactly("e1", "e2");
        Machine one = Objects.requireNonNull(machines.machines().get("e1"));
        assertThat(one.state()).isEqualTo(Machine.State.RUNNING);
        assertThat(one.since()).isEqualTo(Instant.parse("2026-03-01T12:00:00Z"));
        Machine two = Objects.requireNonNull(machines.machines().get("e2"));
        assertThat(two.state()).isEqualTo(Machine.State.UNKNOWN);
        assertThat(two.price()).isNull();
        assertThat(two.title()).isEqualTo("h100x2");
        assertThat(machines.hourly()).isEqualByComparingTo("7.18");
        assertThat(machines.currency()).isEqualTo("USD");
    }

    @Test
    void handsItTheVerbAndOneObject() throws IOException {
        Provisioner provisioner = running("""
                read -r asked
                printf '%s %s' "$1" "$asked" > asked
                echo '{"line":"change","node":"e1","kind":"h100x4","title":"4 x H100","price_per_hour":15.96,"currency":"USD","instead_of":"4 x A100"}'
                echo '{"line":"plan","plan":"abc","price_per_hour":15.96,"currency":"USD","valid_until":"2026-03-01T12:15:00Z"}'
                """);
        StartPlan plan = provisioner.plan(List.of("e1"));
        assertThat(Files.readString(directory.resolve("asked"))).isEqualTo("plan {\"start\":[\"e1\"]}");
        assertThat(plan.token()).isEqualTo("abc");
        assertThat(plan.machines())
                .singleElement()
                .satisfies(machine -> assertThat(machine.insteadOf()).isEqualTo("4 x A100"));
    }

    @Test
    void tellsProgressWhileItRuns() throws IOException {
        List<String> words = new ArrayList<>();
        answering("""
                {"line":"progress","node":"e1","words":"the pod is being\\ncreated"}
                {"line":"started","node":"e1"}
                {"line":"applied"}
                """).apply("abc", line -> words.add(line.kindOfLine() + " " + line.text("words")));
        assertThat(words).containsExactly("progress the pod is being created", "started ", "applied ");
    }

    @Test
    void saysWhatItRefused() throws IOException {
        Provisioner provisioner = answering("{\"line\":\"refused\",\"why\":\"There is no worker e9.\"}");
        assertThatThrownBy(() -> provisioner.plan(List.of("e9")))
                .isInstanceOf(ProvisionerRefused.class)
                .hasMessage("There is no worker e9.");
    }

    @Test
    void takesAnAnswerWithoutAnEndForNoAnswer() throws IOException {
        assertThatThrownBy(answering("{\"line\":\"worker\",\"node\":\"e1\",\"state\":\"absent\"}")::status)
                .isInstanceOf(ProvisionerSilent.class)
                .hasMessageContaining("without saying what came of it");
        assertThatThrownBy(running("exit 3")::status).isInstanceOf(ProvisionerSilent.class);
    }

    @Test
    void takesGarbageForNoAnswer() throws IOException {
        assertThatThrownBy(answering("Traceback (most recent call last):\n{\"line\":\"status\"}")::status)
                .isInstanceOf(ProvisionerSilent.class)
                .hasMessageContaining("Traceback");
    }

    @Test
    void endsOneThatHangs() throws IOException {
        assertThatThrownBy(running("exec sleep 60")::status)
                .isInstanceOf(ProvisionerSilent.class)
                .hasMessageContaining("did not end within 2 s");
    }

    @Test
    void saysThatAProgramIsNotThere() {
        assertThatThrownBy(provisioner(directory.resolve("nowhere"))::status)
                .isInstanceOf(ProvisionerSilent.class)
                .hasMessageContaining("could not be run");
    }

    private Provisioner answering(String lines) throws IOException {
        Path answer = Files.writeString(directory.resolve("answer"), lines.strip() + "\n");
        return running("cat " + answer);
    }

    private Provisioner running(String script) throws IOException {
        Path program = Files.writeString(
                directory.resolve("program"), "#!/bin/sh\ncd '" + directory + "' || exit\n" + script + "\n");
        Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwx------"));
        return provisioner(program);
    }

    private static Provisioner provisioner(Path program) {
        return new Provisioner(
                new ProvisionerProperties(
                        List.of(program.toString()), BigDecimal.TEN, 6, Duration.ofSeconds(2), Duration.ofSeconds(2)),
                Clock.systemUTC());
    }
}
