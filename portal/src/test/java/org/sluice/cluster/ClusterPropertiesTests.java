package org.sluice.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sluice.SettingsStart;
import org.springframework.boot.context.properties.EnableConfigurationProperties;

class ClusterPropertiesTests {
    private static final SettingsStart START = new SettingsStart(
            Settings.class, List.of("sluice.cluster.name=pod", "sluice.cluster.poll-user=sluice-poll"));

    @EnableConfigurationProperties(ClusterProperties.class)
    static class Settings {}

    @Test
    void readsTheCluster() {
        START.with()
                .run(context -> assertThat(context.getBean(ClusterProperties.class))
                        .returns("pod", ClusterProperties::name)
                        .returns(Duration.ofSeconds(2), ClusterProperties::pollEvery));
    }

    @ParameterizedTest
    @ValueSource(strings = {"name", "poll-user"})
    void stopsTheStartWhereASettingIsMissing(String key) {
        START.isRefusedWithout("sluice.cluster." + key);
    }

    @Test
    void stopsTheStartWhereItWouldPollTooOften() {
        START.isRefusedWith("sluice.cluster.poll-every=10ms", "is too often");
    }
}
