package org.sluice.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

class ClusterPropertiesTests {
    private static final List<String> WHOLE =
            List.of("sluice.cluster.name=pod", "sluice.cluster.poll-user=sluice-poll");

    @EnableConfigurationProperties(ClusterProperties.class)
    static class Settings {}

    @Test
    void readsTheCluster() {
        context(WHOLE)
                .run(context -> assertThat(context.getBean(ClusterProperties.class))
                        .returns("pod", ClusterProperties::name)
                        .returns(Duration.ofSeconds(2), ClusterProperties::pollEvery));
    }

    @ParameterizedTest
    @ValueSource(strings = {"name", "poll-user"})
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

    @Test
    void stopsTheStartWhereItWouldPollTooOften() {
        List<String> wrong = new ArrayList<>(WHOLE);
        wrong.add("sluice.cluster.poll-every=10ms");
        context(wrong)
                .run(context -> assertThat(context).getFailure().rootCause().hasMessageContaining("is too often"));
    }

    private static ApplicationContextRunner context(List<String> settings) {
        return new ApplicationContextRunner()
                .withUserConfiguration(Settings.class)
                .withPropertyValues(settings.toArray(String[]::new));
    }
}
