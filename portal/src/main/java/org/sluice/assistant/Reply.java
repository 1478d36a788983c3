package org.sluice.assistant;

import java.util.List;
import org.springframework.ai.chat.messages.AssistantMessage;
import org.springframework.ai.chat.messages.AssistantMessage.ToolCall;

/**
 * What one request to the model gave.
 *
 * @param finish why it ended, in the server's word in capitals ({@code STOP}, {@code LENGTH}, {@code TOOL_CALLS})
 */
record Reply(String text, List<ToolCall> calls, String finish) {
    boolean wasCutByLength() {
        return finish.equals("LENGTH");
    }

    /** As the model's own message, to go on from. */
    AssistantMessage message() {
        return AssistantMessage.builder().content(text).toolCalls(calls).build();
    }
}
