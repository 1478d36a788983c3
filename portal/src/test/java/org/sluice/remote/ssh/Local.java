package org.sluice.remote.ssh;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/** Programs of this machine that tests look at the world with. */
final class Local {
    private Local() {}

    /** What a program answered. */
    record Result(int status, String output) {}

    /** Its output; fails with it where the status is not 0. */
    static String run(String... words) throws IOException {
        Result result = run(Map.of(), new byte[0], words);
        if (result.status() != 0) {
            throw new IOException(List.of(words) + " ended with " + result.status() + ": " + result.output());
        }
        return result.output();
    }

    /** Runs a program with these variables alone, both its outputs in one. */
    static Result run(Map<String, String> environment, byte[] input, String... words) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(words).redirectErrorStream(true);
        builder.environment().clear();
        builder.environment().put("PATH", "/usr/sbin:/usr/bin:/sbin:/bin");
        builder.environment().putAll(environment);
        Process process = builder.start();
        try (OutputStream stdin = process.getOutputStream()) {
            stdin.write(input);
        }
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        try {
            return new Result(process.waitFor(), output);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IOException(interrupted);
        }
    }
}
