package org.sluice.signer;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the signer gives and refuses, with real users, a real key and ssh-keygen's own reading of the certificate. */
@Tag("cluster")
class SigningDeskTests {
    private static final String ALICE = Instance.user("alice");

    @TempDir
    Path directory;

    private SignerSettings settings;
    private SigningLog log;
    private SigningDesk desk;
    private String key;

    @BeforeEach
    void open() throws Exception {
        settings = Instance.settings(directory);
        Keys.make(settings.caKey(), "ed25519");
        key = Keys.make(directory.resolve("key"), "ed25519");
        log = SigningLog.open(settings.log(), Clock.systemUTC());
        desk = desk(settings);
    }

    @AfterEach
    void close() throws IOException {
        log.close();
    }

    @ParameterizedTest
    @CsvSource({"command, (none)", "terminal, permit-pty"})
    void certifiesForOnePurposeAndNoMore(String purpose, String extensions) throws IOException {
        String certificate = readBack(answer(purpose, ALICE, "alice@example.org", "5f0c"));
        assertThat(certificate)
                .contains("Type: ssh-ed25519-cert-v01@openssh.com user certificate")
                .contains("Key ID: \"sluice:alice@example.org:5f0c\"")
                .containsPattern("Principals: \\s*" + ALICE + "\\s*Critical Options: \\(none\\)")
                .containsPattern("Extensions: \\s*\\Q" + extensions + "\\E\\s*$");
    }

    @Test
    void certifiesTelemetryForItsUserAlone() throws IOException {
        SignerSettings withTelemetry = new SignerSettings(
                settings.socket(),
                settings.caKey(),
                settings.log(),
                settings.usersGroup(),
                settings.pollUser(),
                settings.slurmUser(),
                settings.portalUser(),
                Optional.of(Instance.user("bob")));
        assertRefused(answer("telemetry", ALICE, "alice", "1"), "telemetry user alone");
        desk = desk(withTelemetry);
        assertRefused(answer("telemetry", ALICE, "alice", "1"), "telemetry user alone");
        assertRefused(answer("command", Instance.user("bob"), "bob", "1"), "telemetry certificates alone");
        assertThat(readBack(answer("telemetry", Instance.user("bob"), "telemetry", "1")))
                .containsPattern("Extensions: \\s*permit-port-forwarding\\s*$");
    }

    @Test
    void certifiesForTwoMinutes() throws IOException {
        String certificate = readBack(answer("command", ALICE, "alice", "1"));
        String[] valid = certificate
                .replaceAll("(?s).*Valid: from (\\S+) to (\\S+).*", "$1 $2")
                .split(" ", -1);
        assertThat(Duration.between(LocalDateTime.parse(valid[0]), LocalDateTime.parse(valid[1])))
                .isEqualTo(Duration.ofSeconds(150));
    }

    @Test
    void numbersEachCertificate() throws IOException {
        String first = serial(readBack(answer("command", ALICE, "alice", "1")));
        String second = serial(readBack(answer("command", ALICE, "alice", "2")));
        assertThat(Long.parseLong(second)).isEqualTo(Long.parseLong(first) + 1);
        assertThat(logLines().get(1)).contains("serial=" + second + " given");
    }

    @Test
    void certifiesThePollUserForThePollerAlone() throws IOException {
        String poll = Instance.user("poll");
        assertThat(answer("command", poll, "poller", "1")).startsWith("certificate ");
        assertRefused(answer("command", poll, "alice", "1"), "belong together");
        assertRefused(answer("command", ALICE, "poller", "1"), "belong together");
        assertRefused(answer("terminal", poll, "poller", "1"), "command certificates alone");
    }

    @Test
    void refusesWhoIsNotAPersonOfThisCluster() throws IOException {
        assertRefused(answer("command", "root", "alice", "1"), "system user");
        assertRefused(answer("command", "daemon", "alice", "1"), "system user");
        assertRefused(answer("command", Instance.user("stan"), "stan", "1"), "is not in the group");
        assertRefused(answer("command", "no-such-user", "alice", "1"), "There is no Unix user");
    }

    @Test
    void refusesSlurmUserWhateverItsNumber() throws IOException {
        desk = desk(new SignerSettings(
                settings.socket(),
                settings.caKey(),
                settings.log(),
                settings.usersGroup(),
                settings.pollUser(),
                ALICE,
                settings.portalUser(),
                Optional.empty()));
        assertRefused(answer("command", ALICE, "alice", "1"), "is SlurmUser");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "1000", "0", "Alice", "-n", "a b", "alice,root", "../x", "a\u0001", "\u00e4", "*", "$(id)"})
    void refusesWhatIsNoPlainUnixName(String user) throws IOException {
        assertRefused(answer("command", user, "alice", "1"), "not a plain Unix name");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a:b", "a b", "a\u0007", "-a", "\u00e4", "a\tb"})
    void refusesALoginThatWouldBlurTheKeyId(String login) throws IOException {
        assertRefused(answer("command", ALICE, login, "1"), "The login may hold");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a:b", "a b", "a\u0007", "x/../y"})
    void refusesAMalformedRequestId(String request) throws IOException {
        assertRefused(answer("command", ALICE, "alice", request), "The request id may hold");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "all", "COMMAND", "command,terminal"})
    void refusesAnUnknownPurpose(String purpose) throws IOException {
        assertRefused(answer(purpose, ALICE, "alice", "1"), "The purpose is not one of");
    }

    @Test
    void refusesRequestsThatSayTooLittleOrTooMuch() throws IOException {
        List<String> whole = request("command", ALICE, "alice", "1");
        for (int missing = 1; missing < whole.size(); missing++) {
            List<String> lines = new ArrayList<>(whole);
            lines.remove(missing);
            assertRefused(desk.answer("test", lines), "does not say");
        }
        List<String> twice = new ArrayList<>(whole);
        twice.add("user root");
        assertRefused(desk.answer("test", twice), "twice");
        List<String> more = new ArrayList<>(whole);
        more.add("validity +10y");
        assertRefused(desk.answer("test", more), "does not know");
        assertRefused(desk.answer("test", List.of("GET / HTTP/1.1")), "speaks 'sluice-signer 1' only");
        assertRefused(desk.answer("test", List.of()), "speaks 'sluice-signer 1' only");
    }

    @Test
    void writesEachAnswerDownAndNoKey() throws IOException {
        answer("command", ALICE, "alice", "1");
        answer("command", "root", "mallory\" given", "2");
        assertThat(logLines()).hasSize(2);
        assertThat(logLines().get(0))
                .matches("\\S+Z peer=test purpose=\"command\" user=\"" + ALICE
                        + "\" login=\"alice\" request=\"1\" serial=\\d+ given");
        assertThat(logLines().get(1))
                .contains("user=\"root\" login=\"mallory? given\" request=\"2\" serial=- refused: The login may hold");
        assertThat(Files.readString(settings.log())).doesNotContain("AAAA");
    }

    @Test
    void saysThatItCouldNotSign() throws IOException {
        Files.delete(settings.caKey());
        assertRefused(answer("command", ALICE, "alice", "1"), "could not sign");
        assertThat(logLines().get(0)).contains("serial=- refused");
    }

    private SigningDesk desk(SignerSettings with) {
        return new SigningDesk(
                new SigningRules(with, new UnixAccounts()),
                new CertificateAuthority(with.caKey(), Clock.systemUTC()),
                log);
    }

    private String answer(String purpose, String user, String login, String request) throws IOException {
        return desk.answer("test", request(purpose, user, login, request));
    }

    private List<String> request(String purpose, String user, String login, String request) {
        return List.of(
                "sluice-signer 1",
                "purpose " + purpose,
                "user " + user,
                "login " + login,
                "request " + request,
                "key " + key);
    }

    private String readBack(String answer) throws IOException {
        assertThat(answer).startsWith("certificate ");
        Path file = Files.writeString(directory.resolve("read-back.pub"), answer.substring("certificate ".length()));
        return Keys.succeed("ssh-keygen", List.of("-L", "-f", file.toString()));
    }

    private static String serial(String certificate) {
        return certificate.replaceAll("(?s).*Serial: (\\d+).*", "$1");
    }

    private List<String> logLines() throws IOException {
        return Files.readAllLines(settings.log());
    }

    private static void assertRefused(String answer, String because) {
        assertThat(answer).startsWith("refused ").contains(because);
    }
}
