package org.sluice;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

/**
 * The start of a room with nothing but its settings.
 *
 * @param configuration enables the room's settings
 * @param whole the settings without which it does not start, as {@code key=value}
 */
public record SettingsStart(Class<?> configuration, List<String> whole) {
    public ApplicationContextRunner with(String... more) {
        List<String> settings = new ArrayList<>(whole);
        settings.addAll(List.of(more));
        return context(settings);
    }

    public void isRefusedWith(String setting, String sentence) {
        with(setting)
                .run(context -> assertThat(context).getFailure().rootCause().hasMessageContaining(sentence));
    }

    public void isRefusedWithout(String key) {
        List<String> rest = new ArrayList<>(whole);
        assertThat(rest.removeIf(setting -> setting.startsWith(key + "="))).isTrue();
        context(rest)
                .run(context -> assertThat(context)
                        .getFailure()
                        .rootCause()
                        .hasMessageContaining("'" + key.substring(0, key.lastIndexOf('.')) + "'")
                        .hasMessageContaining("is not set: "));
    }

    private ApplicationContextRunner context(List<String> settings) {
        return new ApplicationContextRunner()
                .withUserConfiguration(configuration)
                .withPropertyValues(settings.toArray(String[]::new));
    }
}
