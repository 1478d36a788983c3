package org.sluice.signer;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;

/** The certificate authority: signs what it is told to with {@code ssh-keygen -s}, valid for two minutes. */
final class CertificateAuthority {
    /** Half a minute back, so that a head whose clock is a little behind accepts a certificate made just now. */
    static final String VALIDITY = "-30s:+2m";

    private final Path caKey;
    private final AtomicLong lastSerial;

    CertificateAuthority(Path caKey, Clock clock) {
        this.caKey = caKey;
        this.lastSerial = new AtomicLong(ChronoUnit.MICROS.between(Instant.EPOCH, clock.instant()));
    }

    /** A number that no earlier certificate has: microseconds since 1970 at the signer's start, counted on. */
    long nextSerial() {
        return lastSerial.incrementAndGet();
    }

    /** The certificate as one line {@code ssh-ed25519-cert-v01@openssh.com BASE64}. */
    String sign(SigningRequest request, long serial) throws IOException {
        Path desk = Files.createTempDirectory("sluice-signer");
        try {
            Path key = desk.resolve("key.pub");
            Files.writeString(key, request.key().line() + "\n", StandardCharsets.US_ASCII);
            LocalProgram.Result result = LocalProgram.run("ssh-keygen", arguments(request, serial, key));
            if (!result.succeeded()) {
                throw new IOException("ssh-keygen ended with status " + result.status() + ": "
                        + result.errors().strip());
            }
            String[] words =
                    Files.readString(desk.resolve("key-cert.pub")).strip().split(" ", -1);
            return words[0] + " " + words[1];
        } finally {
            clear(desk);
        }
    }

    private List<String> arguments(SigningRequest request, long serial, Path key) {
        List<String> arguments = new ArrayList<>(List.of("-q", "-s", caKey.toString(), "-I", request.keyId()));
        arguments.addAll(List.of("-n", request.user(), "-V", VALIDITY, "-z", Long.toString(serial), "-O", "clear"));
        for (String permission : request.purpose().permissions()) {
            arguments.addAll(List.of("-O", permission));
        }
        arguments.add(key.toString());
        return arguments;
    }

    private static void clear(Path directory) throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            files.sorted(Comparator.reverseOrder()).forEach(CertificateAuthority::delete);
        }
    }

    private static void delete(Path file) {
        try {
            Files.delete(file);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
