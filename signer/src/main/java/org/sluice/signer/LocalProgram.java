package org.sluice.signer;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.commons.exec.CommandLine;
import org.apache.commons.exec.DefaultExecutor;
import org.apache.commons.exec.ExecuteWatchdog;
import org.apache.commons.exec.PumpStreamHandler;

/** A program of this machine, run without a shell, with a deadline and an environment of two variables. */
final class LocalProgram {
    private static final Duration DEADLINE = Duration.ofSeconds(3);
    private static final int OUTPUT_LIMIT_BYTES = 64 * 1024;
    private static final Map<String, String> ENVIRONMENT = Map.of("PATH", "/usr/bin:/bin", "LC_ALL", "C");

    private LocalProgram() {}

    /** What the program answered; its two outputs are cut at 64 KiB. */
    record Result(int status, String output, String errors) {
        boolean succeeded() {
            return status == 0;
        }
    }

    /** Throws where the program cannot be started or does not end within three seconds. */
    static Result run(String program, List<String> arguments) throws IOException {
        return run(program, arguments, DEADLINE);
    }

    /** Throws where the program cannot be started or does not end in time. */
    static Result run(String program, List<String> arguments, Duration deadline) throws IOException {
        CommandLine line = new CommandLine(program);
        arguments.forEach(argument -> line.addArgument(argument, false));
        ByteArrayOutputStream output = new ByteArrayOutputStream();
        ByteArrayOutputStream errors = new ByteArrayOutputStream();
        ExecuteWatchdog watchdog =
                ExecuteWatchdog.builder().setTimeout(deadline).get();
        DefaultExecutor executor = DefaultExecutor.builder().get();
        executor.setStreamHandler(new PumpStreamHandler(bounded(output), bounded(errors)));
        executor.setWatchdog(watchdog);
        executor.setExitValues(null);
        int status = executor.execute(line, ENVIRONMENT);
        if (watchdog.killedProcess()) {
            throw new IOException(program + " did not end within " + deadline.toSeconds() + " s");
        }
        return new Result(status, output.toString(StandardCharsets.UTF_8), errors.toString(StandardCharsets.UTF_8));
    }

    private static OutputStream bounded(ByteArrayOutputStream kept) {
        return new OutputStream() {
            @Override
            public void write(int b) {
                if (kept.size() < OUTPUT_LIMIT_BYTES) {
                    kept.write(b);
                }
            }
        };
    }
}
