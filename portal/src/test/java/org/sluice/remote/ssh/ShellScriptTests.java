package org.sluice.remote.ssh;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sluice.remote.Command;

class ShellScriptTests {
    private static final String PATH = "/usr/local/bin:/usr/bin:/bin";

    @TempDir
    Path directory;

    @BeforeEach
    void makeSh() throws IOException {
        // bash behaves as sh under the name sh, which is how many heads have it.
        Files.copy(Path.of("/bin/bash"), directory.resolve("sh"), StandardCopyOption.COPY_ATTRIBUTES);
    }

    @ParameterizedTest
    @ValueSource(strings = {"dash", "bash"})
    void executesNothingWhenItIsCutAtAnyByte(String shell) throws IOException {
        Path trace = directory.resolve("trace");
        ShellScript script = script(
                Command.of("touch", trace.toString()),
                Command.of("tee", trace.toString())
                        .reading("it's\n}\nsome input")
                        .with("A", "'\n"));
        byte[] whole = joined(script.body(), script.finish());
        Path sh = sh(shell);
        for (int length = 0; length <= script.body().length; length++) {
            Local.run(Map.of("HOME", "/"), Arrays.copyOf(whole, length), sh.toString());
            assertThat(trace).as("cut after %s bytes", length).doesNotExist();
        }
        Local.run(Map.of("HOME", "/"), whole, sh.toString());
        assertThat(trace).hasContent("it's\n}\nsome input");
    }

    @ParameterizedTest
    @ValueSource(strings = {"dash", "bash"})
    void takesNothingFromAHostileEnvironment(String shell) throws IOException {
        Path evil = Files.writeString(directory.resolve("evil"), "echo evil; alias env=false printf=false\n");
        Map<String, String> environment = new TreeMap<>(Map.of(
                "ENV", evil.toString(),
                "BASH_ENV", evil.toString(),
                "PATH", directory.toString(),
                "LC_ALL", "de_DE.UTF-8",
                "IFS", "/",
                "SBATCH_ACCOUNT", "somebody-elses",
                "HOME", "/tmp"));
        for (String name : List.of("exec", "env", "printf", "cd", "timeout", "exit", "sh", "unset")) {
            environment.put("BASH_FUNC_" + name + "%%", "() { echo evil; }");
        }
        environment.put("SLURM_CONF", "/etc/a b/slurm.conf");
        String answer = played(sh(shell), environment, script(Command.of("env")));
        assertThat(answer.lines())
                .contains("HOME=/tmp", "LC_ALL=C", "PATH=" + PATH, "SLURM_CONF=/etc/a b/slurm.conf", "PWD=/tmp")
                .allMatch(
                        line -> line.matches("(HOME|LC_ALL|PATH|SLURM_CONF|PWD|OLDPWD|USER|LOGNAME|SHELL|_|SHLVL)=.*"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"dash", "bash"})
    void keepsTheShellsOwnInputFromTheCommands(String shell) throws IOException {
        assertThat(played(sh(shell), Map.of("HOME", "/"), script(Command.of("cat"))))
                .isEmpty();
    }

    private ShellScript script(Command... commands) {
        return new ShellScript("the-ready-word", "the-answer-word", PATH, List.of(commands));
    }

    private Path sh(String shell) {
        return shell.equals("bash") ? directory.resolve("sh") : Path.of("/bin/dash");
    }

    /** The answer of the script's only command, the script being sent as it is to a head. */
    private static String played(Path sh, Map<String, String> environment, ShellScript script) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(sh.toString()).redirectError(ProcessBuilder.Redirect.DISCARD);
        builder.environment().clear();
        builder.environment().putAll(environment);
        Process process = builder.start();
        MarkedStream output = new MarkedStream(process.getInputStream());
        try (OutputStream input = process.getOutputStream()) {
            input.write(script.greeting());
            input.flush();
            output.until(script.ready(), 0);
            input.write(joined(script.body(), script.finish()));
        }
        output.until(script.begin(0), 0);
        byte[] answer = output.until(script.end(0), 10_000).bytes();
        assertThat(output.status()).isZero();
        return new String(answer, StandardCharsets.UTF_8);
    }

    private static byte[] joined(byte[] first, byte[] second) {
        ByteArrayOutputStream both = new ByteArrayOutputStream();
        both.writeBytes(first);
        both.writeBytes(second);
        return both.toByteArray();
    }
}
