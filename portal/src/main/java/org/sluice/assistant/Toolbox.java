package org.sluice.assistant;

import java.util.List;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sluice.jobs.Jobs;
import org.sluice.web.NotFound;
import org.springframework.ai.chat.messages.AssistantMessage.ToolCall;
import org.springframework.ai.tool.ToolCallback;
import org.springframework.ai.tool.definition.ToolDefinition;
import org.springframework.stereotype.Component;

/**
 * The tools, and the one way to call one: the person and the job come from the page, are asked for anew at each call, and
 * nothing that a model writes can name others. Whatever goes wrong is answered in words that tell nothing about the portal.
 */
@Component
class Toolbox {
    private static final Logger log = LoggerFactory.getLogger(Toolbox.class);

    private final List<JobTool> tools;
    private final Jobs jobs;

    Toolbox(List<JobTool> tools, Jobs jobs) {
        this.tools = List.copyOf(tools);
        this.jobs = jobs;
    }

    /** As they are described to the model. */
    List<ToolCallback> offered() {
        return tools.stream()
                .<ToolCallback>map(tool -> new Described(tool.definition()))
                .toList();
    }

    boolean has(String name) {
        return tools.stream().anyMatch(tool -> tool.definition().name().equals(name));
    }

    /** What the model is told; it never fails. */
    String call(ToolCall call, Asker asker, DataBlock into) {
        try {
            JobTool tool = tools.stream()
                    .filter(each -> each.definition().name().equals(call.name()))
                    .findFirst()
                    .orElseThrow(() -> new Arguments.Wrong("There is no such tool. There are " + names() + "."));
            tool.read(Arguments.of(call.arguments()), asker.looking(jobs), into);
            return into.text();
        } catch (Arguments.Wrong wrong) {
            return String.valueOf(wrong.getMessage());
        } catch (NotFound gone) {
            return "Not available: the person who asks may not see this job.";
        } catch (RuntimeException failed) {
            log.warn("{} could not be read for {}", asker, call.name().replaceAll("\\W", "?"), failed);
            return "This could not be read just now.";
        }
    }

    private String names() {
        return tools.stream().map(tool -> tool.definition().name()).collect(Collectors.joining(", "));
    }

    /** A tool in words. It cannot be called this way: calls come through the toolbox, which knows who asks. */
    private record Described(ToolDefinition definition) implements ToolCallback {
        @Override
        public ToolDefinition getToolDefinition() {
            return definition;
        }

        @Override
        public String call(String arguments) {
            throw new UnsupportedOperationException("tools are called by the toolbox");
        }
    }
}
