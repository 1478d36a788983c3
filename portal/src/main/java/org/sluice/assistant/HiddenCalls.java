package org.sluice.assistant;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.ai.chat.messages.AssistantMessage.ToolCall;
import tools.jackson.databind.json.JsonMapper;

/**
 * Tool calls that a server's parser left in the reasoning: the model sometimes forgets to end its thinking before it calls
 * (seen with Nemotron and qwen3_coder's form: {@code <tool_call><function=NAME><parameter=KEY>VALUE</parameter>...}).
 */
final class HiddenCalls {
    private static final Pattern CALL =
            Pattern.compile("<tool_call>\\s*<function=([\\w-]{1,64})>(.*?)</function>\\s*</tool_call>", Pattern.DOTALL);
    private static final Pattern PARAMETER =
            Pattern.compile("<parameter=([\\w-]{1,64})>\\s*(.*?)\\s*</parameter>", Pattern.DOTALL);
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private HiddenCalls() {}

    static List<ToolCall> in(String reasoning) {
        List<ToolCall> calls = new ArrayList<>();
        Matcher found = CALL.matcher(reasoning);
        while (found.find()) {
            String arguments = JSON.writeValueAsString(arguments(found.group(2)));
            calls.add(new ToolCall("hidden-" + found.start(), "function", found.group(1), arguments));
        }
        return calls;
    }

    private static Map<String, String> arguments(String parameters) {
        Map<String, String> arguments = new LinkedHashMap<>();
        Matcher found = PARAMETER.matcher(parameters);
        while (found.find()) {
            arguments.put(found.group(1), found.group(2));
        }
        return arguments;
    }
}
