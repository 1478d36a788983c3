package org.sluice.assistant;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.springframework.ai.chat.messages.AssistantMessage.ToolCall;
import org.springframework.ai.chat.model.ChatResponse;
import org.springframework.ai.chat.model.Generation;

/** Reads one request's answer to its end, says what is written as it comes, and keeps the deadlines. */
final class ReplyReader {
    /** Hears what the model does while it does it. */
    interface Listener {
        void thinking();

        void said(String text);

        /** The last characters that were said turn out to be thinking. */
        void unsaid(int characters);
    }

    /** The person pressed Stop, or may not ask any more. */
    static final class Stopped extends Exception {
        private static final long serialVersionUID = 1L;
    }

    private static final String END_OF_THINKING = "</think>";
    private static final Duration LOOK = Duration.ofMillis(200);

    private final AssistantProperties properties;
    private final InstantSource clock;
    private final Instant until;
    private final BooleanSupplier stopped;
    private final Listener listener;
    private final StringBuilder text = new StringBuilder();
    private final Map<String, ToolCall> calls = new LinkedHashMap<>();
    private String reasoning = "";
    private @Nullable String finish;

    /** @param until when the whole answer has to be there */
    ReplyReader(
            AssistantProperties properties,
            InstantSource clock,
            Instant until,
            BooleanSupplier stopped,
            Listener listener) {
        this.properties = properties;
        this.clock = clock;
        this.until = until;
        this.stopped = stopped;
        this.listener = listener;
    }

    Reply read(ModelStream stream) throws ModelFailed, Stopped, InterruptedException {
        boolean begun = false;
        Instant last = clock.instant();
        while (true) {
            if (stopped.getAsBoolean()) {
                throw new Stopped();
            }
            Optional<ModelStream.Arrived> arrived = stream.next(LOOK);
            if (arrived.isEmpty()) {
                patience(begun, last);
                continue;
            }
            if (arrived.get().isEnd()) {
                return reply();
            }
            if (arrived.get().failure() != null) {
                throw broken(arrived.get().failure());
            }
            if (arrived.get().chunk() != null) {
                take(arrived.get().chunk());
            }
            begun = true;
            last = clock.instant();
        }
    }

    private void patience(boolean begun, Instant last) throws ModelFailed {
        Instant now = clock.instant();
        if (now.isAfter(until)) {
            throw new ModelFailed(
                    "The answer took longer than " + words(properties.answerWithin()) + " and was ended.", "", null);
        }
        Duration silent = Duration.between(last, now);
        if (!begun && silent.compareTo(properties.firstTokenWithin()) > 0) {
            throw new ModelFailed(
                    "The model said nothing for " + words(properties.firstTokenWithin())
                            + "; it may be overloaded or not running.",
                    "",
                    null);
        }
        if (begun && silent.compareTo(properties.idleAtMost()) > 0) {
            throw new ModelFailed(
                    "The model stopped in the middle and said nothing more for " + words(properties.idleAtMost()) + ".",
                    "",
                    null);
        }
    }

    private ModelFailed broken(Throwable failure) {
        ModelFailed told = ModelFailed.of(failure);
        boolean midway = text.length() > 0 || !reasoning.isEmpty();
        return midway
                ? new ModelFailed("The answer broke off: the connection to the model ended early.", told.detail(), told)
                : told;
    }

    private void take(ChatResponse chunk) {
        // the last chunk of vLLM tells token counts and has no choices
        for (Generation generation : chunk.getResults()) {
            String reason = generation.getMetadata().getFinishReason();
            if (reason != null && !reason.isEmpty()) {
                finish = reason;
            }
            Object thought = generation.getOutput().getMetadata().get("reasoningContent");
            if (thought instanceof String words && words.length() > reasoning.length()) {
                reasoning = words;
                listener.thinking();
            }
            for (ToolCall call : generation.getOutput().getToolCalls()) {
                calls.putIfAbsent(call.id() + " " + call.name() + " " + call.arguments(), call);
            }
            String said = generation.getOutput().getText();
            if (said != null && !said.isEmpty()) {
                say(said);
            }
        }
    }

    /** A server without a reasoning parser hands thinking out as text, and ends it with this word. */
    private void say(String said) {
        int before = text.length();
        text.append(said);
        int end = text.indexOf(END_OF_THINKING);
        if (end < 0) {
            listener.said(said);
            return;
        }
        listener.unsaid(before);
        listener.thinking();
        text.delete(0, end + END_OF_THINKING.length());
        if (!text.isEmpty()) {
            listener.said(text.toString());
        }
    }

    private Reply reply() throws ModelFailed {
        if (finish == null) {
            throw new ModelFailed("The answer broke off: the model's server ended it without an end.", "", null);
        }
        List<ToolCall> asked = new ArrayList<>(calls.values());
        if (asked.isEmpty()) {
            asked.addAll(HiddenCalls.in(reasoning));
        }
        if (asked.isEmpty() && text.isEmpty() && !properties.enableThinking() && !reasoning.isBlank()) {
            // with thinking off some parsers hand the answer out as reasoning
            text.append(reasoning);
            listener.said(reasoning);
        }
        return new Reply(text.toString(), List.copyOf(asked), finish);
    }

    private static String words(Duration time) {
        return time.toSeconds() == 0 ? time.toMillis() + " ms" : time.toSeconds() + " s";
    }
}
