package org.sluice.signer;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * One request for a certificate.
 *
 * <p>On the socket it is these lines in any order after the first, each ended by a newline, then an empty line:
 *
 * <pre>
 * sluice-signer 1
 * purpose command
 * user alice
 * login alice@example.org
 * request 5f0c2a1e
 * key ssh-ed25519 AAAAC3NzaC1lZDI1NTE5...
 * </pre>
 *
 * <p>The answer is one line, {@code certificate ssh-ed25519-cert-v01@openssh.com BASE64} or {@code refused SENTENCE}.
 */
record SigningRequest(Purpose purpose, String user, String login, String request, Ed25519PublicKey key) {
    /** A request is never longer than this. */
    static final int LIMIT_BYTES = 4096;

    private static final String GREETING = "sluice-signer 1";
    private static final Set<String> NAMES = Set.of("purpose", "user", "login", "request", "key");
    private static final Pattern LOGIN = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._@+-]{0,127}");
    private static final Pattern REQUEST = Pattern.compile("[A-Za-z0-9-]{1,64}");

    static SigningRequest of(Map<String, String> fields) throws RequestRefused {
        String word = require(fields, "purpose");
        Purpose purpose = Purpose.ofWord(word)
                .orElseThrow(() -> new RequestRefused("The purpose is not one of command, terminal, telemetry."));
        String user = require(fields, "user");
        if (!UnixAccounts.isPlainName(user)) {
            throw new RequestRefused("The user is not a plain Unix name.");
        }
        String login = require(fields, "login");
        if (!LOGIN.matcher(login).matches()) {
            throw new RequestRefused("The login may hold letters, digits and . _ @ + - only, at most 128.");
        }
        String request = require(fields, "request");
        if (!REQUEST.matcher(request).matches()) {
            throw new RequestRefused("The request id may hold letters, digits and - only, at most 64.");
        }
        return new SigningRequest(purpose, user, login, request, Ed25519PublicKey.parse(require(fields, "key")));
    }

    /** The named fields of a request's lines, each exactly once; their values are not judged yet. */
    static Map<String, String> fields(List<String> lines) throws RequestRefused {
        if (lines.isEmpty() || !lines.get(0).equals(GREETING)) {
            throw new RequestRefused("This signer speaks '" + GREETING + "' only.");
        }
        Map<String, String> fields = new HashMap<>();
        for (String line : lines.subList(1, lines.size())) {
            int space = line.indexOf(' ');
            String name = space < 0 ? line : line.substring(0, space);
            if (space < 0 || !NAMES.contains(name)) {
                throw new RequestRefused("The request has a line that this signer does not know.");
            }
            if (fields.put(name, line.substring(space + 1)) != null) {
                throw new RequestRefused("The request says " + name + " twice.");
            }
        }
        return fields;
    }

    /** Who asked for what, as sshd writes it into its own log. */
    String keyId() {
        return "sluice:" + login + ":" + request;
    }

    private static String require(Map<String, String> fields, String name) throws RequestRefused {
        String value = fields.get(name);
        if (value == null) {
            throw new RequestRefused("The request does not say its " + name + ".");
        }
        return value;
    }
}
