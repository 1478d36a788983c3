package org.sluice.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

class ClusterPropertiesTests {
    private static final List<String> WHOLE = List.of(
            "sluice.cluster.name=pod",
            "sluice.cluster.host=head.example.org",
            "sluice.cluster.known-hosts=/etc/sluice/known_hosts",
            "sluice.cluster.signer-socket=/run/sluice/signer.sock",
            "sluice.cluster.poll-user=sluice-poll");

    @EnableConfigurationProperties(ClusterProperties.class)
    static class Settings {}

    @Test
    void readsTheClusterAndTheWayToIt() {
        context(WHOLE)
                .run(context -> assertThat(context.getBean(ClusterProperties.class))
                        .returns("pod", ClusterProperties::name)
                        .returns(22, ClusterProperties::port)
                        .returns("/usr/local/bin:/usr/bin:/bin", ClusterProperties::commandPath)
                        .returns(Duration.ofSeconds(2), ClusterProperties::pollEvery));
    }

    @ParameterizedTest
    @ValueSource(strings = {"name", "host", "known-hosts", "signer-socket", "poll-user"})
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
        "poll-every=10ms, is too often",
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
