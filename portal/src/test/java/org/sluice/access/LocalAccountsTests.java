package org.sluice.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LocalAccountsTests {
    private static final String ALICE =
            "accounts: [{login: alice, name: Alice, unix-user: sluice-alice, password: '{bcrypt}$2b$x'}]";

    @TempDir
    Path directory;

    @Test
    void readsALoginWithItsUnixUser() throws IOException {
        LocalAccounts accounts = accounts(ALICE);
        assertThat(accounts.find("alice")).map(LocalAccount::unixUser).contains("sluice-alice");
        assertThat(accounts.find("alice")).map(LocalAccount::password).contains("{bcrypt}$2b$x");
        assertThat(accounts.find("bob")).isEmpty();
        assertThat(accounts.hashToCompareWith("bob")).isEqualTo("{bcrypt}$2b$x");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "people: [] | there is no list named accounts",
                "accounts: none | there is no list named accounts",
                "`` | there is no list named accounts",
                "accounts: [alice] | 'alice' is not an account with login, name, unix-user, password",
                "accounts: [{login: alice}] | an account has no name",
                "accounts: [{login: Alice, name: A, unix-user: a, password: '{noop}x'}] | login 'Alice' is not a plain name",
                "accounts: [{login: a, name: A, unix-user: 'a;b', password: '{noop}x'}] | unix-user 'a;b' is not a plain Unix name",
                "accounts: [{login: a, name: ' ', unix-user: a, password: '{noop}x'}] | login 'a' has no name",
                "accounts: [{login: a, name: A, unix-user: a, password: secret}] | login 'a' has no password hash",
                "accounts: [{login: a, name: A, unix-user: a, password: '{noop}x'}, {login: a, name: B, unix-user: b, password: '{noop}x'}] | login 'a' is there twice",
                "accounts: [ | while parsing",
                "accounts: !!javax.script.ScriptEngineManager [] | Global tag is not allowed",
            })
    void saysWhatIsWrongWithAFile(String text, String words) {
        assertThatThrownBy(() -> accounts(text))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("sluice.access.accounts-file: " + directory.resolve("accounts.yml"))
                .hasMessageContaining(words);
    }

    @Test
    void saysThatThereIsNoFile() {
        assertThatThrownBy(() -> new LocalAccounts(properties()))
                .hasMessageContaining("cannot be read; write it or correct the path");
    }

    @Test
    void takesAnEditWithoutARestart() throws IOException {
        LocalAccounts accounts = accounts(ALICE);
        write(ALICE.replace("alice", "bob"), 1);
        assertThat(accounts.find("alice")).isEmpty();
        assertThat(accounts.find("bob")).isPresent();
    }

    @Test
    void keepsTheLastGoodAccountsThroughABrokenEdit() throws IOException {
        LocalAccounts accounts = accounts(ALICE);
        write("accounts: [", 1);
        assertThat(accounts.find("alice")).isPresent();
        Files.delete(directory.resolve("accounts.yml"));
        assertThat(accounts.find("alice")).isPresent();
    }

    private LocalAccounts accounts(String text) throws IOException {
        write(text, 0);
        return new LocalAccounts(properties());
    }

    private void write(String text, int edit) throws IOException {
        Path file = Files.writeString(directory.resolve("accounts.yml"), text);
        Files.setLastModifiedTime(
                file, FileTime.from(Instant.parse("2026-01-01T00:00:00Z").plusSeconds(edit)));
    }

    private AccessProperties properties() {
        return new AccessProperties(
                directory.resolve("accounts.yml"), Visibility.Mode.PRIVATE, Duration.ofHours(8), Duration.ofHours(24));
    }
}
