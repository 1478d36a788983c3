package org.sluice.assistant;

/** No answer is begun; the message says why, and what to do. */
final class AnswerRefused extends RuntimeException {
    private static final long serialVersionUID = 1L;

    AnswerRefused(String why) {
        super(why);
    }

    String why() {
        return String.valueOf(getMessage());
    }
}
