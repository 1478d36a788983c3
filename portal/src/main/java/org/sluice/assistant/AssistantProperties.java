package org.sluice.assistant;

import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Pattern;
import java.nio.file.Path;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * The language model that answers questions about jobs; without one the findings are the answer.
 *
 * @param baseUrl address of an OpenAI-compatible server, with its {@code /v1}; empty for no model
 * @param model the name under which the server knows the model
 * @param label what pages call the model; empty for its name
 * @param apiKeyFile file with the server's key, readable by the portal alone; none where the server asks for none
 * @param reach {@code direct} from the portal's machine, or {@code ssh}: the base URL's host and port as the head sees them,
 *     reached by a stream through the head's sshd as the telemetry user
 * @param temperature how freely the model chooses its words; 0.6 is what Nemotron's makers name for tool calls
 * @param topP the share of likely words it chooses among; 0.95 likewise
 * @param maxTokens the most tokens of one request to the model, its thinking counted
 * @param enableThinking whether a model that can think first is asked to; other servers ignore it
 * @param firstTokenWithin how long the model may be silent at the start of a request
 * @param idleAtMost how long it may be silent in the middle of one
 * @param answerWithin how long a whole answer may take, tools included
 * @param answersAPerson how many answers one person may have under way
 * @param answersInAll how many answers may be under way in all
 */
@Validated
@ConfigurationProperties("sluice.assistant")
record AssistantProperties(
        @DefaultValue("")
        @Pattern(
                regexp = "(https?://[^/\\s]+(/[^\\s?#]*)?/v1/?)?",
                message = "is not a base URL: give one like http://127.0.0.1:8000/v1")
        String baseUrl,

        @DefaultValue("") String model,
        @DefaultValue("") String label,
        @Nullable Path apiKeyFile,
        @DefaultValue("direct") Reach reach,

        @DefaultValue("0.6") @DecimalMin("0.0") @DecimalMax("2.0")
        double temperature,

        @DefaultValue("0.95") @DecimalMin("0.0") @DecimalMax("1.0")
        double topP,

        @DefaultValue("8192") @Min(value = 64, message = "is too few: give 64 or more")
        int maxTokens,

        @DefaultValue("true") boolean enableThinking,

        @DefaultValue("60s") @DurationMin(millis = 100) Duration firstTokenWithin,

        @DefaultValue("30s") @DurationMin(millis = 100) Duration idleAtMost,
        @DefaultValue("5m") @DurationMin(millis = 100) Duration answerWithin,
        @DefaultValue("2") @Min(1) int answersAPerson,
        @DefaultValue("8") @Min(1) int answersInAll) {

    /** The two ways to the server. */
    enum Reach {
        DIRECT,
        SSH
    }

    AssistantProperties {
        if (!baseUrl.isEmpty() && model.isBlank()) {
            throw new IllegalArgumentException(
                    "sluice.assistant.model is not set: give the name that " + baseUrl + "/models lists");
        }
    }

    boolean isConfigured() {
        return !baseUrl.isEmpty();
    }

    /** What pages call the model. */
    String shownName() {
        return label.isBlank() ? model : label;
    }
}
