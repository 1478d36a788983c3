package org.sluice.remote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HeadAddressTests {
    @ParameterizedTest
    @ValueSource(
            strings = {"1.2.3.4", "127.0.0.1", "head", "head-1.example.org", "4u.example.org", "2001:db8::7", "::1"})
    void takesAddressesAndNames(String host) {
        assertThat(HeadAddress.named(host, 22_001)).isEqualTo(new HeadAddress(host, 22_001));
    }

    @Test
    void namesOfDnsAreTheSameInCapitals() {
        assertThat(HeadAddress.named("Head.Example.ORG", 22)).hasToString("head.example.org port 22");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ".",
                "..",
                "head.",
                ".head",
                "-head",
                "head-",
                "he ad",
                "head\nHost evil",
                "head\u0000",
                "-oProxyCommand=x",
                "user@head",
                "head:22",
                "[::1]",
                "::1%lo",
                ":::",
                "1::2::3",
                "1.2.3",
                "127.1",
                "2130706433",
                "0x7f.1",
                "1.2.3.256",
                "1.2.3.4444",
                "head.1",
                "héad",
                "../../etc",
                "$(reboot)",
            })
    void refusesWhatIsNeither(String host) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> HeadAddress.named(host, 22))
                .withMessage("the host is neither an IP address nor a name of DNS");
    }

    @Test
    void refusesALabelOrANameThatIsTooLong() {
        assertThatIllegalArgumentException().isThrownBy(() -> HeadAddress.named("h".repeat(64) + ".org", 22));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> HeadAddress.named("a.".repeat(500_000) + "org", 22))
                .withMessage("the host has more than 253 characters");
    }

    @ParameterizedTest
    @ValueSource(ints = {Integer.MIN_VALUE, -1, 0, 65_536, Integer.MAX_VALUE})
    void refusesWhatIsNoPort(int port) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> HeadAddress.named("head", port))
                .withMessage("the port is not one from 1 to 65535");
    }

    @Test
    void writesItsNameAsKnownHostsDoes() {
        assertThat(new HeadAddress("head.example.org", 2222).knownHostsName()).isEqualTo("[head.example.org]:2222");
        assertThat(new HeadAddress("head.example.org", 22).knownHostsName()).isEqualTo("head.example.org");
    }
}
