package org.sluice.signer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("cluster")
class Ed25519PublicKeyTests {
    @TempDir
    Path directory;

    @Test
    void takesAnEd25519Key() throws Exception {
        String line = Keys.make(directory.resolve("key"), "ed25519");
        assertThat(Ed25519PublicKey.parse(line).line()).isEqualTo(line);
    }

    @ParameterizedTest
    @ValueSource(strings = {"rsa", "ecdsa"})
    void refusesOtherKinds(String type) throws IOException {
        String line = Keys.make(directory.resolve("key"), type);
        assertRefused(line);
        assertRefused("ssh-ed25519 " + line.split(" ", -1)[1]);
    }

    @Test
    void refusesWhatIsMoreOrLessThanAKey() throws IOException {
        String line = Keys.make(directory.resolve("key"), "ed25519");
        byte[] blob = Base64.getDecoder().decode(line.split(" ", -1)[1]);
        assertRefused(line + " comment");
        assertRefused("ssh-ed25519");
        assertRefused("ssh-ed25519 !!!");
        assertRefused("ssh-ed25519 " + Base64.getEncoder().encodeToString(Arrays.copyOf(blob, 50)));
        assertRefused("ssh-ed25519 " + Base64.getEncoder().encodeToString(Arrays.copyOf(blob, 52)));
    }

    private static void assertRefused(String line) {
        assertThatThrownBy(() -> Ed25519PublicKey.parse(line)).isInstanceOf(RequestRefused.class);
    }
}
