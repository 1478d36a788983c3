package org.sluice.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sluice.Patience.await;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sluice.Instance;
import org.sluice.Visitor;

/**
 * A cluster with its portal is written into one file and then lost, all of it; the file makes it again.
 *
 * <p>It takes a minute and a half: a whole instance is started, stopped and made again.
 */
@Tag("upheaval")
class RestoreTests {
    private static final Path ROOT = Path.of("/var/lib/sluice-lost");
    private static final Map<String, String> LOST = Map.of(
            "SLUICE_INSTANCE", "lost",
            "SLUICE_PORT_BASE", "30000",
            "SLUICE_WORKER_NET", "127.0.37",
            "SLUICE_EXTRA_USERS", "",
            "SLUICE_MODEL", "",
            "SLUICE_SEED", "no",
            "SLURM_CONF", ROOT + "/etc/slurm.conf");

    @TempDir
    Path directory;

    @BeforeAll
    @AfterAll
    static void nothingIsThere() {
        Machine.instance(LOST, "clean");
    }

    @Test
    void everythingThatCannotBeMadeAgainIsBack() throws IOException {
        Machine.instance(LOST, "up");
        Visitor alice = Visitor.signedIn(instance(), "alice");
        String ended = submit(alice, "echo this is kept");
        await().until(() -> alice.get("/jobs/" + ended + "/state").body().contains("completed"));
        await().until(() -> accounted(ended).contains("COMPLETED"));
        String held = sbatch("--hold", "--job-name=held-and-kept", "--wrap=true");
        await().until(() -> alice.get("/jobs/" + held).status() == 200);
        // slurmctld writes its state some seconds after a change
        await().until(() -> new String(Files.readAllBytes(ROOT.resolve("state/job_state")), StandardCharsets.ISO_8859_1)
                .contains("held-and-kept"));
        String authority = Files.readString(ROOT.resolve("etc/signer/ca.pub"));

        Path backup = directory.resolve("lost.backup");
        Machine.instance(LOST, "backup", backup.toString());
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(backup)))
                .as("it holds keys")
                .isEqualTo("rw-------");
        Machine.instance(LOST, "clean");
        assertThat(ROOT).doesNotExist();

        Machine.instance(LOST, "restore", backup.toString());
        Visitor back = Visitor.signedIn(instance(), "alice");
        assertThat(back.get("/jobs/" + ended + "/state").body()).contains("completed");
        assertThat(accounted(ended)).contains("COMPLETED");
        assertThat(slurm("squeue", "-h", "-j", held, "-o", "%T")).isEqualTo("PENDING");
        assertThat(Files.readString(ROOT.resolve("etc/signer/ca.pub"))).isEqualTo(authority);
        String next = submit(back, "echo and it goes on");
        assertThat(Long.parseLong(next)).isGreaterThan(Long.parseLong(held));
        await().until(() -> back.get("/jobs/" + next + "/state").body().contains("completed"));
    }

    @Test
    void aDamagedBackupChangesNothing() throws IOException {
        Path damaged = Files.writeString(directory.resolve("damaged.backup"), "not a backup");
        Path config = Files.writeString(directory.resolve("backup.conf"), "SLURMCTLD_STATE=" + directory + "/state\n");
        Machine.Said said = Machine.root(restore(), config.toString(), damaged.toString());
        assertThat(said.status()).isEqualTo(1);
        assertThat(said.words()).contains("not a backup, or is cut");
        assertThat(directory.resolve("state")).doesNotExist();
    }

    @Test
    void whatIsThereIsNotOverwritten() throws IOException {
        Path state = Files.createDirectory(directory.resolve("state"));
        Files.writeString(state.resolve("job_state"), "old");
        Path config = Files.writeString(directory.resolve("backup.conf"), "SLURMCTLD_STATE=" + state + "\n");
        Path backup = directory.resolve("some.backup");
        assertThat(Machine.root(program("sluice-backup"), config.toString(), backup.toString())
                        .status())
                .isZero();
        Files.writeString(state.resolve("job_state"), "new");

        Machine.Said refused = Machine.root(restore(), config.toString(), backup.toString());
        assertThat(refused.status()).isEqualTo(1);
        assertThat(refused.words()).contains("is not empty; nothing was changed");
        assertThat(state.resolve("job_state")).hasContent("new");
        assertThat(Machine.root(restore(), "--replace", config.toString(), backup.toString())
                        .status())
                .isZero();
        assertThat(state.resolve("job_state")).hasContent("old");
    }

    private static String restore() {
        return program("sluice-restore");
    }

    private static String program(String name) {
        return Instance.running()
                .path("script")
                .resolveSibling("../backup/" + name)
                .normalize()
                .toString();
    }

    private static Instance instance() {
        return Instance.at(ROOT.resolve("instance.properties"));
    }

    private static String submit(Visitor visitor, String command) {
        String form = visitor.get("/submit/cpu-job").body();
        String key = form.replaceAll("(?s).*name=\"key\" value=\"([^\"]+)\".*", "$1");
        Map<String, String> values = new HashMap<>(Map.of("key", key, "command", command, "memory", "64M"));
        Visitor.Answer answer = visitor.post("/submit/cpu-job", values);
        assertThat(answer.location()).as(answer.body()).startsWith("/jobs/");
        return answer.location().substring("/jobs/".length());
    }

    private static String sbatch(String... words) {
        String user = instance().unixUser("alice");
        String[] command = new String[words.length + 7];
        command[0] = "setpriv";
        command[1] = "--reuid=" + user;
        command[2] = "--regid=" + user;
        command[3] = "--init-groups";
        command[4] = "sbatch";
        command[5] = "--parsable";
        command[6] = "--chdir=/tmp";
        System.arraycopy(words, 0, command, 7, words.length);
        return slurm(command);
    }

    private static String accounted(String job) {
        return slurm("sacct", "-nXj", job, "-o", "State");
    }

    private static String slurm(String... words) {
        Machine.Said said = Machine.root(LOST, words);
        assertThat(said.status()).as(said.words()).isZero();
        return said.words().strip();
    }
}
