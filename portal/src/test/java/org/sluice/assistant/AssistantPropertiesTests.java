package org.sluice.assistant;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

class AssistantPropertiesTests {
    @EnableConfigurationProperties(AssistantProperties.class)
    static class Settings {}

    @Test
    void connectsNothingWhereNothingIsSet() {
        context(List.of()).run(context -> {
            AssistantProperties properties = context.getBean(AssistantProperties.class);
            assertThat(properties.isConfigured()).isFalse();
            assertThat(new Model(properties, ScriptedModel.NO_HEAD).isConfigured())
                    .isFalse();
        });
    }

    @Test
    void callsTheModelAsItIsLabelled() {
        List<String> model = List.of("base-url=http://127.0.0.1:8000/v1", "model=nvidia/nemotron", "reach=ssh");
        context(model)
                .run(context -> assertThat(context.getBean(AssistantProperties.class))
                        .returns("nvidia/nemotron", AssistantProperties::shownName)
                        .returns(AssistantProperties.Reach.SSH, AssistantProperties::reach));
    }

    @ParameterizedTest
    @CsvSource({
        "http://127.0.0.1:8000/v1, , sluice.assistant.model is not set",
        "http://127.0.0.1:8000, m, is not a base URL",
        "ftp://127.0.0.1/v1, m, is not a base URL",
        "http://127.0.0.1:8000/v1?key=secret, m, is not a base URL",
    })
    void stopsTheStartWhereASettingIsWrong(String baseUrl, @Nullable String model, String sentence) {
        context(List.of("base-url=" + baseUrl, "model=" + (model == null ? "" : model)))
                .run(context -> assertThat(context).getFailure().rootCause().hasMessageContaining(sentence));
    }

    private static ApplicationContextRunner context(List<String> settings) {
        return new ApplicationContextRunner()
                .withUserConfiguration(Settings.class)
                .withPropertyValues(settings.stream()
                        .map(setting -> "sluice.assistant." + setting)
                        .toArray(String[]::new));
    }
}
