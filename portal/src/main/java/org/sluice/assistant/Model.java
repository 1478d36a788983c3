package org.sluice.assistant;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.sluice.remote.HeadPorts;
import org.springframework.ai.chat.messages.Message;
import org.springframework.ai.chat.prompt.Prompt;
import org.springframework.ai.openai.OpenAiChatModel;
import org.springframework.ai.openai.OpenAiChatOptions;
import org.springframework.ai.tool.ToolCallback;
import org.springframework.stereotype.Component;

/**
 * The configured language model. It is made here from our settings alone: no environment variable and no property of the
 * client library counts, and where no model is configured nothing is made and nothing connects.
 */
@Component
class Model {
    private final AssistantProperties properties;
    private final @Nullable ModelHttp http;
    private final @Nullable OpenAiChatModel client;

    Model(AssistantProperties properties, HeadPorts ports) {
        this.properties = properties;
        if (!properties.isConfigured()) {
            this.http = null;
            this.client = null;
            return;
        }
        ModelHttp own = new ModelHttp(properties, ports);
        this.http = own;
        this.client = OpenAiChatModel.builder()
                .options(OpenAiChatOptions.builder()
                        .baseUrl(properties.baseUrl())
                        .apiKey(key(properties))
                        .model(properties.model())
                        .timeout(properties.answerWithin())
                        .maxRetries(0)
                        .build())
                .httpClientBuilderCustomizer(builder -> builder.interceptor(own))
                .build();
    }

    boolean isConfigured() {
        return client != null;
    }

    String name() {
        return properties.shownName();
    }

    /** Puts one request to the model; its answer arrives while it is read. */
    ModelStream ask(List<Message> messages, List<ToolCallback> tools) {
        if (client == null || http == null) {
            throw new IllegalStateException("no model is configured");
        }
        String key = UUID.randomUUID().toString();
        OpenAiChatOptions options = OpenAiChatOptions.builder()
                .model(properties.model())
                .temperature(properties.temperature())
                .topP(properties.topP())
                .maxTokens(properties.maxTokens())
                .timeout(properties.answerWithin())
                .customHeaders(Map.of(ModelHttp.KEY, key))
                .toolCallbacks(tools)
                .extraBody(Map.of("chat_template_kwargs", Map.of("enable_thinking", properties.enableThinking())))
                .build();
        return new ModelStream(client.stream(new Prompt(messages, options)), http, key);
    }

    /** An empty key makes the client send none, and look for none in its environment. */
    private static String key(AssistantProperties properties) {
        if (properties.apiKeyFile() == null) {
            return "";
        }
        try {
            return Files.readString(properties.apiKeyFile()).strip();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(
                    "sluice.assistant.api-key-file cannot be read: let the portal's user read "
                            + properties.apiKeyFile(),
                    unreadable);
        }
    }
}
