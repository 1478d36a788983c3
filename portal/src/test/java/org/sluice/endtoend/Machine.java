package org.sluice.endtoend;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.sluice.Instance;
import org.sluice.Patience;

/** What root can do on the machine of the test cluster, beside the portal. */
final class Machine {
    private static final Instance INSTANCE = Instance.running();

    /** What a program said, both ways, and how it ended. */
    record Said(int status, String words) {}

    private Machine() {}

    /** Runs a program as a Unix user of the instance, as from a terminal on the head. */
    static Said as(String login, String... words) {
        String user = INSTANCE.unixUser(login);
        List<String> command =
                new ArrayList<>(List.of("setpriv", "--reuid=" + user, "--regid=" + user, "--init-groups", "--"));
        command.addAll(List.of(words));
        return run(command);
    }

    static Said root(String... words) {
        return run(List.of(words));
    }

    /** A program as root with more variables, for another instance than the running one. */
    static Said root(Map<String, String> environment, String... words) {
        return run(List.of(words), environment);
    }

    /** The script that runs the instance: {@code halt slurmctld}. */
    static void instance(String... words) {
        instance(Map.of(), words);
    }

    static void instance(Map<String, String> environment, String... words) {
        List<String> command = new ArrayList<>(List.of(INSTANCE.get("script")));
        command.addAll(List.of(words));
        Said said = run(command, environment);
        if (said.status() != 0) {
            throw new AssertionError(String.join(" ", words) + ": " + said.words());
        }
    }

    private static Said run(List<String> command) {
        return run(command, Map.of());
    }

    private static Said run(List<String> command, Map<String, String> environment) {
        try {
            Path said = Files.createTempFile("said", ".txt");
            ProcessBuilder builder =
                    new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(said.toFile());
            builder.environment().put("SLURM_CONF", INSTANCE.get("slurm.conf"));
            builder.environment().put("SLUICE_INSTANCE", INSTANCE.get("instance"));
            builder.environment().putAll(environment);
            builder.redirectInput(ProcessBuilder.Redirect.from(new java.io.File("/dev/null")));
            Process process = builder.start();
            int status = Patience.awaitEnd(process);
            String words = Files.readString(said);
            Files.delete(said);
            return new Said(status, words);
        } catch (IOException e) {
            throw new AssertionError(command + " did not start", e);
        }
    }
}
