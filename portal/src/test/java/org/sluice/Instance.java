package org.sluice;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;

/** The cluster that was started for the tests, as its {@code instance.properties} describes it. */
public final class Instance {
    private static final String PROPERTY = "sluice.instance";
    private static final String DEFAULT = "/var/lib/sluice-test/instance.properties";
    private static final String HOW_TO_START = "Start it: suite/instance test up";

    private final Path file;
    private final Properties properties;

    private Instance(Path file, Properties properties) {
        this.file = file;
        this.properties = properties;
    }

    /** The running instance; a test without one fails and says how to start it. */
    public static Instance running() {
        return at(Path.of(System.getProperty(PROPERTY, DEFAULT)));
    }

    /** An instance that a test has made for itself. */
    public static Instance at(Path file) {
        Properties properties = new Properties();
        try (Reader reader = Files.newBufferedReader(file)) {
            properties.load(reader);
        } catch (IOException missing) {
            throw new AssertionError("The test cluster is not there (" + missing + "). " + HOW_TO_START);
        }
        return new Instance(file, properties);
    }

    public String get(String key) {
        String value = properties.getProperty(key);
        if (value == null) {
            throw new AssertionError(file + " has no " + key + ". " + HOW_TO_START);
        }
        return value;
    }

    public Path path(String key) {
        return Path.of(get(key));
    }

    public Path root() {
        return path("root");
    }

    /** The Unix name of somebody, e.g. {@code sluicetest-alice} of {@code alice}. */
    public String unixUser(String name) {
        return get("prefix") + "-" + name;
    }

    public String usersGroup() {
        return get("users-group");
    }

    public String sshHost() {
        return get("ssh.host");
    }

    public int sshPort() {
        return Integer.parseInt(get("ssh.port"));
    }
}
