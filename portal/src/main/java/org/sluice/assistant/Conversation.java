package org.sluice.assistant;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.springframework.ai.chat.messages.AssistantMessage;
import org.springframework.ai.chat.messages.Message;
import org.springframework.ai.chat.messages.UserMessage;

/** The last questions and answers of one person about one job in one session; nobody else's pages can reach it. */
final class Conversation {
    static final int MOST_TURNS = 5;
    private static final int REMEMBERED_CHARACTERS = 4_000;

    private final Given given = new Given();
    private final Deque<Answer> answers = new ArrayDeque<>();

    Given given() {
        return given;
    }

    /** @throws AnswerRefused when one is under way */
    synchronized void add(Answer answer) {
        if (!answers.isEmpty() && !answers.getLast().isOver()) {
            throw new AnswerRefused("An answer about this job is under way; wait for it, or stop it.");
        }
        answers.addLast(answer);
        if (answers.size() > MOST_TURNS) {
            answers.removeFirst();
        }
    }

    synchronized void withdraw(Answer answer) {
        answers.remove(answer);
    }

    synchronized List<Answer> answers() {
        return List.copyOf(answers);
    }

    /** What was said before an answer, for the model to go on from; without what it was given then. */
    synchronized List<Message> before(Answer answer) {
        List<Message> said = new ArrayList<>();
        for (Answer earlier : answers) {
            String text = earlier.text();
            if (earlier != answer && !text.isBlank()) {
                said.add(new UserMessage(earlier.question()));
                said.add(new AssistantMessage(
                        text.length() <= REMEMBERED_CHARACTERS
                                ? text
                                : text.substring(0, REMEMBERED_CHARACTERS) + "…"));
            }
        }
        return said;
    }
}
