package org.sluice.signer;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Properties;

/** The Unix users of the cluster that was started for the tests, from its {@code instance.properties}. */
final class Instance {
    private static final Path FILE =
            Path.of(System.getProperty("sluice.instance", "/var/lib/sluice-test/instance.properties"));

    private Instance() {}

    static String user(String name) {
        return property("prefix") + "-" + name;
    }

    static String usersGroup() {
        return property("users-group");
    }

    /** Settings for a signer whose users are the instance's and whose files are in the directory. */
    static SignerSettings settings(Path directory) {
        return new SignerSettings(
                directory.resolve("signer.sock"),
                directory.resolve("ca"),
                directory.resolve("signer.log"),
                usersGroup(),
                user("poll"),
                user("slurm"),
                System.getProperty("user.name"),
                Optional.empty());
    }

    private static String property(String key) {
        Properties properties = new Properties();
        try (Reader reader = Files.newBufferedReader(FILE)) {
            properties.load(reader);
        } catch (IOException missing) {
            throw new AssertionError(
                    "The test cluster is not there (" + missing + "). Start it: suite/instance test up");
        }
        return Optional.ofNullable(properties.getProperty(key))
                .orElseThrow(() -> new AssertionError(FILE + " has no " + key));
    }
}
