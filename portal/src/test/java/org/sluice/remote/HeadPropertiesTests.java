package org.sluice.remote;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

class HeadPropertiesTests {
    private static final List<String> WHOLE = List.of(
            "sluice.cluster.host=head.example.org",
            "sluice.cluster.known-hosts=/etc/sluice/known_hosts",
            "sluice.cluster.signer-socket=/run/sluice/signer.sock");

    @EnableConfigurationProperties(HeadProperties.class)
    static class Settings {}

    @Test
    void readsTheWayToTheHead() {
        context(WHOLE)
                .run(context -> assertThat(context.getBean(HeadProperties.class))
                        .returns(22, HeadProperties::port)
                        .returns("/usr/local/bin:/usr/bin:/bin", HeadProperties::commandPath));
    }

    @ParameterizedTest
    @ValueSource(strings = {"host", "known-hosts", "signer-socket"})
    void stopsTheStartWhereASettingIsMissing(String key) {
        List<String> rest = new ArrayList<>(WHOLE);
        rest.removeIf(setting -> setting.startsWith("sluice.cluster." + key + "="));
        context(rest)
                .run(context -> assertThat(context)
                        .getFailure()
                        .rootCause()
                        .hasMessageContaining("'sluice.cluster'")
                        .hasMessageContaining("is not set: "));
    }

    @ParameterizedTest
    @CsvSource({
        "port=0, is not a port",
        "port=70000, is not a port",
        "command-path=bin, is not a path",
        "command-path=/bin;reboot, is not a path",
    })
    void stopsTheStartWhereASettingIsWrong(String setting, String sentence) {
        List<String> wrong = new ArrayList<>(WHOLE);
        wrong.add("sluice.cluster." + setting);
        context(wrong)
                .run(context -> assertThat(context).getFailure().rootCause().hasMessageContaining(sentence));
    }

    private static ApplicationContextRunner context(List<String> settings) {
        return new ApplicationContextRunner()
                .withUserConfiguration(Settings.class)
                .withPropertyValues(settings.toArray(String[]::new));
    }
}
