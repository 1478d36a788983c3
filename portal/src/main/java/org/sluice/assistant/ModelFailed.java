package org.sluice.assistant;

import com.openai.errors.OpenAIIoException;
import com.openai.errors.OpenAIServiceException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.sluice.remote.ClusterUnreachable;

/** The model did not answer, or not to the end; the message is a sentence for the person who asked. */
final class ModelFailed extends Exception {
    private static final long serialVersionUID = 1L;
    private static final int MOST_DETAIL = 300;

    private final String detail;

    ModelFailed(String sentence, String detail, @Nullable Throwable cause) {
        super(sentence, cause);
        this.detail = detail;
    }

    /** What administrators are told beyond the sentence; empty when there is nothing more. */
    String detail() {
        return detail;
    }

    String sentence() {
        return String.valueOf(getMessage());
    }

    static ModelFailed of(Throwable thrown) {
        boolean broken = false;
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            if (cause instanceof OpenAIServiceException answered) {
                return of(answered);
            }
            broken |= cause instanceof OpenAIIoException;
        }
        return new ModelFailed(
                broken
                        ? "The connection to the model broke or could not be made."
                        : "The model answered with something that cannot be read.",
                root(thrown),
                thrown);
    }

    private static ModelFailed of(OpenAIServiceException answered) {
        String told = answered.statusCode() + ": " + cut(String.valueOf(answered.getMessage()));
        String sentence = switch (answered.statusCode()) {
            case 429 ->
                "The model is busy."
                        + retryAfter(answered)
                                .map(seconds -> " It asks to be asked again in " + seconds + " s.")
                                .orElse(" Ask again in a minute.");
            case 401, 403 -> "The model's server does not let the portal in.";
            case 404 -> "The model's server does not know this model or address.";
            case 400 ->
                told.contains("--enable-auto-tool-choice")
                        ? "The model's server was started without tool calls; an administrator has to start it with"
                                + " --enable-auto-tool-choice and --tool-call-parser."
                        : "The model's server refused the question; it may have been too long for it.";
            default -> "The model's server has a fault of its own (" + answered.statusCode() + ").";
        };
        return new ModelFailed(sentence, told, answered);
    }

    private static Optional<String> retryAfter(OpenAIServiceException answered) {
        return answered.headers().values("Retry-After").stream()
                .filter(value -> value.matches("\\d{1,6}"))
                .findFirst();
    }

    /** The head's own words where it is in the way, else what lies deepest. */
    private static String root(Throwable thrown) {
        Throwable root = thrown;
        while (root.getCause() != null && !(root instanceof ClusterUnreachable)) {
            root = root.getCause();
        }
        return cut(root.getMessage() == null ? root.getClass().getSimpleName() : root.getMessage());
    }

    private static String cut(String words) {
        return words.length() <= MOST_DETAIL ? words : words.substring(0, MOST_DETAIL) + "…";
    }
}
