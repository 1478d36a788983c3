package org.sluice.signer;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The signer as a process of its own user. */
@Timeout(60)
@Tag("cluster")
class SignerProcessTests {
    private static final String SIGNER = Instance.user("signer");

    private final List<Process> started = new ArrayList<>();
    private Path directory;
    private Map<String, String> settings;

    @BeforeEach
    void prepare() throws IOException {
        directory = Files.createTempDirectory("sluice-signer-test");
        Keys.make(directory.resolve("ca"), "ed25519");
        SignerSettings of = Instance.settings(directory);
        settings = new TreeMap<>(Map.of(
                "socket", of.socket().toString(),
                "ca-key", of.caKey().toString(),
                "log", of.log().toString(),
                "users-group", of.usersGroup(),
                "poll-user", of.pollUser(),
                "slurm-user", of.slurmUser(),
                "portal-user", of.portalUser()));
    }

    @AfterEach
    void clear() throws IOException, InterruptedException {
        for (Process process : started) {
            process.destroyForcibly().waitFor();
        }
        Keys.succeed("rm", List.of("-r", directory.toString()));
    }

    @Test
    void answersAndStopsCleanly() throws Exception {
        Process signer = startListening();
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(socket())))
                .isEqualTo("rw-rw----");
        String key = Keys.make(directory.resolve("key"), "ed25519");
        assertThat(ask("sluice-signer 1\npurpose command\nuser " + Instance.user("alice")
                        + "\nlogin alice\nrequest 1\nkey " + key + "\n\n"))
                .startsWith("certificate ssh-ed25519-cert-v01@openssh.com ");
        signer.destroy();
        assertThat(signer.waitFor(10, TimeUnit.SECONDS)).isTrue();
        assertThat(socket()).doesNotExist();
    }

    @Test
    void answersNobodyButThePortal() throws Exception {
        settings.put("portal-user", Instance.user("portal"));
        startListening();
        assertThat(ask("sluice-signer 1\n\n")).isEmpty();
        assertThat(Files.readString(directory.resolve("signer.log")))
                .contains("peer=" + System.getProperty("user.name"))
                .contains("refused: This signer answers " + Instance.user("portal") + " alone.");
    }

    @Test
    void waitsForNobody() throws Exception {
        startListening();
        List<SocketChannel> silent = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            silent.add(SocketChannel.open(UnixDomainSocketAddress.of(socket())));
        }
        assertThat(ask("sluice-signer 1\n\n")).startsWith("refused ");
        for (SocketChannel channel : silent) {
            assertThat(readAll(channel)).startsWith("refused The request could not be read");
            channel.close();
        }
        assertThat(ask("x".repeat(5000))).startsWith("refused The request could not be read: it is longer");
    }

    @Test
    void replacesTheSocketOfASignerThatDied() throws Exception {
        startListening().destroyForcibly().waitFor();
        assertThat(socket()).exists();
        startListening();
        assertThat(ask("hello\n\n")).startsWith("refused ");
    }

    @Test
    void leavesAnotherSignerAlone() throws Exception {
        startListening();
        assertThat(refusal()).contains("Another signer answers on " + socket());
        assertThat(ask("hello\n\n")).startsWith("refused ");
    }

    @Test
    void refusesAKeyThatOthersMayRead() throws Exception {
        Files.setPosixFilePermissions(directory.resolve("ca"), PosixFilePermissions.fromString("rw-r-----"));
        assertThat(refusal())
                .contains("others than its owner may use")
                .contains("chmod 600 " + directory.resolve("ca"));
    }

    @Test
    void refusesAKeyThatIsNone() throws Exception {
        Files.writeString(directory.resolve("ca"), "not a key");
        assertThat(refusal()).contains("is not a private key without a passphrase");
        Files.delete(directory.resolve("ca"));
        assertThat(refusal()).contains("there is no key at");
    }

    @Test
    void refusesUsersAndGroupsThatDoNotExist() throws Exception {
        for (String key : List.of("portal-user", "poll-user", "slurm-user", "users-group")) {
            String name = settings.put(key, "no-such-name");
            assertThat(refusal()).contains(key + ": there is no ").contains("no-such-name");
            settings.put(key, String.valueOf(name));
        }
    }

    @Test
    void refusesToShareItsUser() throws Exception {
        settings.put("portal-user", SIGNER);
        assertThat(refusal()).contains("does not run as " + SIGNER);
        settings.put("portal-user", Instance.user("portal"));
        assertThat(output(start("root"))).contains("does not run as root");
    }

    @Test
    void refusesSettingsThatAreMissingOrUnknown() throws Exception {
        settings.put("ca-kye", "x");
        assertThat(refusal()).contains("unknown keys [ca-kye]");
        settings.remove("ca-kye");
        settings.remove("log");
        assertThat(refusal()).contains("Set log in ");
    }

    @Test
    void refusesToReplaceWhatIsNoSocket() throws Exception {
        Files.writeString(socket(), "");
        assertThat(refusal()).contains("exists and is not a socket");
    }

    private Path socket() {
        return directory.resolve("signer.sock");
    }

    private Process startListening() throws IOException {
        Process process = start(SIGNER);
        BufferedReader output = process.inputReader();
        String line = output.readLine();
        if (line == null || !line.contains("listens on")) {
            throw new AssertionError("The signer did not start: " + line);
        }
        return process;
    }

    private String refusal() throws IOException, InterruptedException {
        return output(start(SIGNER));
    }

    private static String output(Process process) throws IOException, InterruptedException {
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).isEqualTo(2);
        return output;
    }

    /** Its classes are copied first: the signer's user may not be able to read the checkout. */
    private Process start(String user) throws IOException {
        List<String> classPath = new ArrayList<>();
        for (String entry : System.getProperty("java.class.path").split(":", -1)) {
            Path from = Path.of(entry);
            if (entry.endsWith("/classes") || entry.contains("commons-exec")) {
                Path to = directory.resolve(String.valueOf(from.getFileName()));
                copy(from, to);
                classPath.add(to.toString());
            }
        }
        Path file = directory.resolve("signer.properties");
        Properties properties = new Properties();
        properties.putAll(settings);
        try (var writer = Files.newBufferedWriter(file)) {
            properties.store(writer, null);
        }
        Keys.succeed("chown", List.of("-R", user + ":" + user, directory.toString()));
        Process process = new ProcessBuilder(
                        "setpriv",
                        "--reuid=" + user,
                        "--regid=" + user,
                        "--init-groups",
                        System.getProperty("java.home") + "/bin/java",
                        "-XX:+UseSerialGC",
                        "-cp",
                        String.join(":", classPath),
                        SignerProcess.class.getName(),
                        file.toString())
                .redirectErrorStream(true)
                .start();
        started.add(process);
        return process;
    }

    private static void copy(Path from, Path to) throws IOException {
        try (var files = Files.walk(from)) {
            for (Path file : files.toList()) {
                Path copied = to.resolve(from.relativize(file).toString());
                if (!Files.isDirectory(copied)) {
                    Files.copy(file, copied, StandardCopyOption.REPLACE_EXISTING);
                }
            }
        }
    }

    private String ask(String request) throws IOException {
        try (SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX)) {
            channel.connect(UnixDomainSocketAddress.of(socket()));
            ByteBuffer bytes = StandardCharsets.UTF_8.encode(request);
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            return readAll(channel);
        }
    }

    private static String readAll(SocketChannel channel) throws IOException {
        ByteBuffer answer = ByteBuffer.allocate(16 * 1024);
        while (channel.read(answer) >= 0) {
            assertThat(answer.hasRemaining()).isTrue();
        }
        return new String(answer.array(), 0, answer.position(), StandardCharsets.UTF_8);
    }
}
