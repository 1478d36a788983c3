package org.sluice.signer;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** Key pairs made by ssh-keygen. */
final class Keys {
    /** An RSA key takes seconds on a machine that does much else. */
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    private Keys() {}

    /** Makes a pair without a passphrase and returns its public line {@code TYPE BASE64}. */
    static String make(Path file, String type) throws IOException {
        succeed("ssh-keygen", List.of("-q", "-t", type, "-N", "", "-f", file.toString()));
        String[] words = Files.readString(Path.of(file + ".pub")).split(" ", -1);
        return words[0] + " " + words[1];
    }

    static String succeed(String program, List<String> arguments) throws IOException {
        LocalProgram.Result result = LocalProgram.run(program, arguments, PATIENCE);
        if (!result.succeeded()) {
            throw new IOException(program + " " + arguments + ": " + result.output() + result.errors());
        }
        return result.output();
    }
}
