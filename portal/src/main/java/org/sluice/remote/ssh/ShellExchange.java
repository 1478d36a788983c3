package org.sluice.remote.ssh;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import net.schmizz.sshj.SSHClient;
import net.schmizz.sshj.connection.channel.direct.Session;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sluice.remote.Answer;
import org.sluice.remote.AnswerLost;
import org.sluice.remote.AnswerLost.Way;
import org.sluice.remote.ClusterUnreachable;
import org.sluice.remote.ClusterUnreachable.Obstacle;

/** One script sent to a shell on the head, and its answers; knows at every moment whether it can have been executed. */
final class ShellExchange implements LeasedWork.Work<List<Answer>> {
    private static final Logger log = LoggerFactory.getLogger(ShellExchange.class);
    private static final int NOISE_KEPT_BYTES = 300;
    /** Standard error comes with standard output; where a startup file sent it elsewhere, it does not come at all. */
    private static final long ERRORS_WITHIN_MILLIS = 2_000;

    private enum Stage {
        SENDING,
        /** The last piece is on its way: from here on the script may be executed. */
        COMMITTED,
        /** Given up before: it will never be executed. */
        ABANDONED
    }

    private final Connections threads;
    private final ShellScript script;
    private final AtomicReference<Stage> stage = new AtomicReference<>(Stage.SENDING);
    private volatile @Nullable Session session;

    ShellExchange(Connections threads, ShellScript script) {
        this.threads = threads;
        this.script = script;
    }

    @Override
    public List<Answer> on(SSHClient client) throws IOException, InterruptedException {
        Session opened = client.startSession();
        session = opened;
        Session.Command shell = opened.exec(ShellScript.COMMAND_LINE);
        MarkedStream output = new MarkedStream(shell.getInputStream());
        Future<List<String>> errors = threads.submit(() -> errors(new MarkedStream(shell.getErrorStream())));
        try {
            send(shell.getOutputStream(), output, errors);
            return answers(output, errors);
        } finally {
            errors.cancel(true);
        }
    }

    /** What is to be said when nobody waits any longer for the exchange, or when it broke. */
    RuntimeException giveUp(Obstacle obstacle, Way way, String sentence, @Nullable Throwable cause) {
        if (stage.compareAndSet(Stage.SENDING, Stage.ABANDONED) || stage.get() == Stage.ABANDONED) {
            return new ClusterUnreachable(obstacle, sentence + " Nothing was executed.", cause);
        }
        return new AnswerLost(way, sentence + " What was asked may have been done or not.", cause);
    }

    @Override
    public void close() throws IOException {
        Session opened = session;
        if (opened != null) {
            opened.close();
        }
    }

    private void send(OutputStream input, MarkedStream output, Future<List<String>> errors)
            throws IOException, InterruptedException {
        greet(input);
        try {
            output.until(script.ready(), NOISE_KEPT_BYTES);
        } catch (MarkedStream.Unmarked ended) {
            throw unusable(ended.before(), errors);
        }
        write(input, script.body());
        if (!stage.compareAndSet(Stage.SENDING, Stage.COMMITTED)) {
            throw new InterruptedException("given up before its last piece");
        }
        write(input, script.finish());
        input.close();
    }

    /** A login shell that ended at once takes no greeting; what it said, or that the connection broke, is read. */
    private void greet(OutputStream input) {
        try {
            write(input, script.greeting());
        } catch (IOException untaken) {
            log.debug("The shell on the head took no greeting: {}", untaken.toString());
        }
    }

    private List<Answer> answers(MarkedStream output, Future<List<String>> errors)
            throws IOException, InterruptedException {
        List<Answer> answers = new ArrayList<>();
        try {
            for (int place = 0; place < script.size(); place++) {
                output.until(script.begin(place), 0);
                int limit = script.command(place).answerLimitBytes();
                MarkedStream.Before answer = output.untilOrLimit(script.end(place), limit);
                if (answer.cut()) {
                    throw new AnswerLost(
                            Way.TOO_LONG,
                            script.command(place).words().get(0) + " answers more than " + limit
                                    + " bytes; the answer was not read.");
                }
                answers.add(new Answer(output.status(), text(answer), ""));
            }
        } catch (MarkedStream.Unmarked ended) {
            throw new AnswerLost(
                    Way.CUT_SHORT,
                    "The shell on the head ended before it reported its end. What was asked may have been done or not.",
                    ended);
        }
        return withErrors(answers, errors);
    }

    private static List<Answer> withErrors(List<Answer> answers, Future<List<String>> errors)
            throws InterruptedException {
        List<String> said = saidWithin(errors);
        List<Answer> complete = new ArrayList<>();
        for (int place = 0; place < answers.size(); place++) {
            Answer answer = answers.get(place);
            String words = place < said.size() ? said.get(place) : "";
            complete.add(new Answer(answer.status(), answer.output(), words));
        }
        return complete;
    }

    /** What stands on standard error for each command, as far as it goes. */
    private List<String> errors(MarkedStream errors) throws IOException {
        List<String> said = new ArrayList<>();
        try {
            for (int place = 0; place < script.size(); place++) {
                errors.until(script.begin(place), NOISE_KEPT_BYTES);
                MarkedStream.Before words = errors.until(script.end(place), Answer.ERRORS_LIMIT_BYTES);
                said.add(words.cut() ? text(words) + "\n(cut here)" : text(words));
                errors.status();
            }
        } catch (MarkedStream.Unmarked ended) {
            said.add(text(ended.before()));
        }
        return said;
    }

    private static List<String> saidWithin(Future<List<String>> errors) throws InterruptedException {
        try {
            return errors.get(ERRORS_WITHIN_MILLIS, TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException unheard) {
            return List.of();
        }
    }

    private ClusterUnreachable unusable(MarkedStream.Before noise, Future<List<String>> errors)
            throws InterruptedException {
        String words = (text(noise) + " " + String.join(" ", saidWithin(errors)))
                .replaceAll("[\\p{Cntrl}\\s]+", " ")
                .strip();
        return new ClusterUnreachable(
                Obstacle.SHELL_UNUSABLE,
                "The login shell on the head ends without running a command"
                        + (words.isEmpty() ? "." : "; it says: " + words) + " Nothing was executed.");
    }

    private static void write(OutputStream input, byte[] piece) throws IOException {
        input.write(piece);
        input.flush();
    }

    private static String text(MarkedStream.Before before) {
        return new String(before.bytes(), StandardCharsets.UTF_8);
    }
}
