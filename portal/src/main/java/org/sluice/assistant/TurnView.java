package org.sluice.assistant;

import java.util.List;
import tools.jackson.databind.json.JsonMapper;

/**
 * A question and its answer, as a page that is loaded anew shows them.
 *
 * @param marks what the marks of the answer mean, as JSON for the page's script
 * @param running whether the answer is still under way
 */
record TurnView(
        String id, String question, String text, List<String> looks, String problem, String marks, boolean running) {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    static TurnView of(Answer answer) {
        boolean running = !answer.isOver();
        return new TurnView(
                answer.id(),
                answer.question(),
                running ? "" : answer.text(),
                running ? List.of() : answer.looks(),
                running ? "" : answer.problem(),
                running ? "[]" : JSON.writeValueAsString(answer.citations()),
                running);
    }
}
