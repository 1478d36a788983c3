package org.sluice.remote;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * One program to run on the head, word by word; no shell interprets any of it.
 *
 * @param words the program and its arguments
 * @param environment variables it sees beside the few that every command sees
 * @param input what it reads from its standard input, in UTF-8
 * @param limit after this the head itself ends it (with TERM, five seconds later with KILL)
 * @param answerLimitBytes how long its standard output may be; a longer one is {@link AnswerLost}, never a part of it
 */
public record Command(
        List<String> words, Map<String, String> environment, String input, Duration limit, int answerLimitBytes) {
    private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");
    private static final Duration LIMIT = Duration.ofSeconds(20);
    private static final int ANSWER_LIMIT_BYTES = 1 << 20;

    public Command {
        words = List.copyOf(words);
        environment = Map.copyOf(environment);
        if (words.isEmpty() || words.get(0).isEmpty() || words.get(0).startsWith("-")) {
            throw new IllegalArgumentException("a command begins with the name of a program");
        }
        for (String name : environment.keySet()) {
            if (!NAME.matcher(name).matches()) {
                throw new IllegalArgumentException("not the name of a variable: " + name);
            }
        }
        if (limit.compareTo(Duration.ofSeconds(1)) < 0) {
            throw new IllegalArgumentException("a command's limit is a second or more");
        }
        if (answerLimitBytes < 1) {
            throw new IllegalArgumentException("a command's answer limit is a byte or more");
        }
    }

    /** A command that reads nothing, ends within 20 s and answers with 1 MiB at most. */
    public static Command of(List<String> words) {
        return new Command(words, Map.of(), "", LIMIT, ANSWER_LIMIT_BYTES);
    }

    public static Command of(String... words) {
        return of(List.of(words));
    }

    public Command with(String name, String value) {
        Map<String, String> more = new LinkedHashMap<>(environment);
        more.put(name, value);
        return new Command(words, more, input, limit, answerLimitBytes);
    }

    public Command reading(String text) {
        return new Command(words, environment, text, limit, answerLimitBytes);
    }

    public Command within(Duration time) {
        return new Command(words, environment, input, time, answerLimitBytes);
    }

    public Command answeringAtMost(int bytes) {
        return new Command(words, environment, input, limit, bytes);
    }
}
