package org.sluice.signer;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;

/**
 * What the signer is told by its settings file.
 *
 * @param socket {@code socket}: the Unix socket it listens on
 * @param caKey {@code ca-key}: the private key of the SSH certificate authority, readable by the signer alone
 * @param log {@code log}: where each answer is written down
 * @param usersGroup {@code users-group}: the Unix group whose members may be signed for
 * @param pollUser {@code poll-user}: the service user that reads the cluster's state, signed for the login
 *     {@value SigningRules#POLLER} alone
 * @param slurmUser {@code slurm-user}: SlurmUser, never signed for
 * @param portalUser {@code portal-user}: the only Unix user whose processes are answered
 * @param telemetryUser {@code telemetry-user}: the only user a telemetry certificate is given for; without it,
 *     nobody
 */
record SignerSettings(
        Path socket,
        Path caKey,
        Path log,
        String usersGroup,
        String pollUser,
        String slurmUser,
        String portalUser,
        Optional<String> telemetryUser) {

    private static final Set<String> KEYS = Set.of(
            "socket", "ca-key", "log", "users-group", "poll-user", "slurm-user", "portal-user", "telemetry-user");

    static SignerSettings read(Path file) throws StartRefused {
        Properties properties = new Properties();
        try (Reader reader = Files.newBufferedReader(file)) {
            properties.load(reader);
        } catch (IOException | IllegalArgumentException unreadable) {
            throw new StartRefused("The settings file " + file + " cannot be read: " + unreadable
                    + ". Give the path of a properties file that this user may read.");
        }
        Set<String> unknown = new TreeSet<>(properties.stringPropertyNames());
        unknown.removeAll(KEYS);
        if (!unknown.isEmpty()) {
            throw new StartRefused("The settings file " + file + " has unknown keys " + unknown + ". Known are "
                    + new TreeSet<>(KEYS) + ".");
        }
        return new SignerSettings(
                Path.of(require(properties, "socket", file)),
                Path.of(require(properties, "ca-key", file)),
                Path.of(require(properties, "log", file)),
                require(properties, "users-group", file),
                require(properties, "poll-user", file),
                require(properties, "slurm-user", file),
                require(properties, "portal-user", file),
                Optional.ofNullable(properties.getProperty("telemetry-user"))
                        .map(String::strip)
                        .filter(user -> !user.isEmpty()));
    }

    private static String require(Properties properties, String key, Path file) throws StartRefused {
        String value = properties.getProperty(key, "").strip();
        if (value.isEmpty()) {
            throw new StartRefused("Set " + key + " in " + file + ".");
        }
        return value;
    }
}
