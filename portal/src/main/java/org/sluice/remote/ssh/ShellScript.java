package org.sluice.remote.ssh;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.sluice.remote.Command;

/**
 * What is written to the shell on the head to run some commands and know their answers.
 *
 * <p>It has three pieces. The {@linkplain #greeting() greeting} is one line that replaces the shell sshd started by a
 * new one with an environment of our own, so that functions, aliases and variables of the person's startup files are
 * gone; that shell says a word nobody can guess. Only when the word is heard, the {@linkplain #body() body} follows:
 * one compound command, of which a shell executes nothing before it has read it to its end. Its end is the
 * {@linkplain #finish() last piece}, two bytes: whoever has not sent them knows that nothing was executed.
 *
 * <p>The answers stand between words nobody can guess, in both outputs, so noise is not taken for an answer.
 */
final class ShellScript {
    /** The only command line sshd is ever given. */
    static final String COMMAND_LINE = "exec /bin/sh";

    /** Slurm itself takes scripts of 4 MiB at most (max_script_size in slurm.conf). */
    private static final int LIMIT_BYTES = 8 << 20;

    private static final Duration KILL_AFTER = Duration.ofSeconds(5);

    private final String readyWord;
    private final String answerWord;
    private final String commandPath;
    private final List<Command> commands;
    private final byte[] body;

    /**
     * Writes the script.
     *
     * @throws IllegalArgumentException a value holds what no word of a shell can, or there is nothing or too much
     */
    ShellScript(String readyWord, String answerWord, String commandPath, List<Command> commands) {
        this.readyWord = readyWord;
        this.answerWord = answerWord;
        this.commandPath = commandPath;
        if (commands.isEmpty()) {
            throw new IllegalArgumentException("there is nothing to run");
        }
        this.commands = List.copyOf(commands);
        this.body = write();
    }

    byte[] greeting() {
        // exec is a special builtin: POSIX finds it before any function of that name, and this line holds no other word
        // that the person's environment could redefine. SLURM_CONF is what sshd may set (SetEnv) to find the cluster.
        return ascii("exec /usr/bin/env -i HOME=\"$HOME\" USER=\"$USER\" LOGNAME=\"$LOGNAME\" SHELL=\"$SHELL\""
                + " ${SLURM_CONF+\"SLURM_CONF=$SLURM_CONF\"} LC_ALL=C PATH=" + commandPath
                + " /bin/sh -c 'printf \"\\n%s\\n\" " + readyWord + "; exec /bin/sh'\n");
    }

    /** Said on standard output by the shell that is ready for the body. */
    byte[] ready() {
        return ascii("\n" + readyWord + "\n");
    }

    byte[] body() {
        return body.clone();
    }

    byte[] finish() {
        return ascii("}\n");
    }

    /** Said on both outputs before the answer of the command at this place. */
    byte[] begin(int place) {
        return ascii("\n" + answerWord + " " + place + " begin\n");
    }

    /** Said on both outputs after it, followed by the status and a newline. */
    byte[] end(int place) {
        return ascii("\n" + endWord(place) + " ");
    }

    int size() {
        return commands.size();
    }

    Command command(int place) {
        return commands.get(place);
    }

    private byte[] write() {
        ByteArrayOutputStream script = new ByteArrayOutputStream();
        script.writeBytes(ascii("{\ncd \"$HOME\" 2>/dev/null || cd /\n"));
        for (int i = 0; i < commands.size(); i++) {
            say(script, begin(i));
            run(script, commands.get(i));
            script.writeBytes(ascii("status=$?\n"));
            script.writeBytes(ascii("printf '\\n%s %s\\n' '" + endWord(i) + "' \"$status\"\n"));
            script.writeBytes(ascii("printf '\\n%s %s\\n' '" + endWord(i) + "' \"$status\" >&2\n"));
        }
        script.writeBytes(ascii("exit 0\n"));
        if (script.size() > LIMIT_BYTES) {
            throw new IllegalArgumentException("What is to be sent to the cluster is " + script.size()
                    + " bytes long, more than the " + LIMIT_BYTES + " allowed; make it shorter.");
        }
        return script.toByteArray();
    }

    private String endWord(int place) {
        return answerWord + " " + place + " end";
    }

    private static void say(ByteArrayOutputStream script, byte[] line) {
        String words = new String(line, StandardCharsets.US_ASCII).strip();
        script.writeBytes(ascii("printf '\\n%s\\n' '" + words + "'\nprintf '\\n%s\\n' '" + words + "' >&2\n"));
    }

    private static void run(ByteArrayOutputStream script, Command command) {
        if (!command.input().isEmpty()) {
            script.writeBytes(ascii("printf %s "));
            script.writeBytes(ShellQuoting.word(command.input()));
            script.writeBytes(ascii(" | "));
        }
        for (Map.Entry<String, String> variable : new TreeMap<>(command.environment()).entrySet()) {
            script.writeBytes(ascii(variable.getKey() + "="));
            script.writeBytes(ShellQuoting.word(variable.getValue()));
            script.write(' ');
        }
        script.writeBytes(ascii("timeout -k " + KILL_AFTER.toSeconds() + " " + seconds(command.limit())));
        for (String word : command.words()) {
            script.write(' ');
            script.writeBytes(ShellQuoting.word(word));
        }
        script.writeBytes(ascii(command.input().isEmpty() ? " </dev/null\n" : "\n"));
    }

    private static long seconds(Duration limit) {
        return limit.plusNanos(999_999_999).toSeconds();
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
