package org.sluice.remote;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sluice.SettingsStart;
import org.springframework.boot.context.properties.EnableConfigurationProperties;

class HeadPropertiesTests {
    private static final SettingsStart START = new SettingsStart(
            Settings.class,
            List.of(
                    "sluice.cluster.host=head.example.org",
                    "sluice.cluster.known-hosts=/etc/sluice/known_hosts",
                    "sluice.cluster.signer-socket=/run/sluice/signer.sock"));

    @EnableConfigurationProperties(HeadProperties.class)
    static class Settings {}

    @Test
    void readsTheWayToTheHead() {
        START.with()
                .run(context -> assertThat(context.getBean(HeadProperties.class))
                        .returns(22, HeadProperties::port)
                        .returns("/usr/local/bin:/usr/bin:/bin", HeadProperties::commandPath));
    }

    @ParameterizedTest
    @ValueSource(strings = {"host", "known-hosts", "signer-socket"})
    void stopsTheStartWhereASettingIsMissing(String key) {
        START.isRefusedWithout("sluice.cluster." + key);
    }

    @ParameterizedTest
    @CsvSource({
        "port=0, is not a port",
        "port=70000, is not a port",
        "command-path=bin, is not a path",
        "command-path=/bin;reboot, is not a path",
    })
    void stopsTheStartWhereASettingIsWrong(String setting, String sentence) {
        START.isRefusedWith("sluice.cluster." + setting, sentence);
    }
}
