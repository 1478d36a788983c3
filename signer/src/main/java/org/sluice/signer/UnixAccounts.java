package org.sluice.signer;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The users and groups of this machine as its name service knows them at the moment of asking. */
class UnixAccounts {
    private static final Pattern PLAIN_NAME = Pattern.compile("[a-z_][a-z0-9_-]{0,31}");

    /** A user and the numbers of all its groups. */
    record Account(String name, long uid, Set<Long> gids) {}

    /** {@code alice} and {@code sluice-poll} are plain; {@code 1000}, {@code Alice}, {@code a.b}, {@code -a} are not. */
    static boolean isPlainName(String name) {
        return PLAIN_NAME.matcher(name).matches();
    }

    Optional<Account> user(String name) throws IOException {
        Optional<List<String>> entry = entry("passwd", name);
        if (entry.isEmpty()) {
            return Optional.empty();
        }
        LocalProgram.Result groups = LocalProgram.run("id", List.of("-G", name));
        if (!groups.succeeded()) {
            return Optional.empty();
        }
        Set<Long> gids = Arrays.stream(groups.output().strip().split(" "))
                .map(Long::valueOf)
                .collect(Collectors.toUnmodifiableSet());
        return Optional.of(new Account(name, Long.parseLong(entry.get().get(2)), gids));
    }

    OptionalLong group(String name) throws IOException {
        Optional<List<String>> entry = entry("group", name);
        return entry.isEmpty()
                ? OptionalLong.empty()
                : OptionalLong.of(Long.parseLong(entry.get().get(2)));
    }

    private static Optional<List<String>> entry(String database, String name) throws IOException {
        if (!isPlainName(name)) {
            return Optional.empty();
        }
        LocalProgram.Result answer = LocalProgram.run("getent", List.of(database, name));
        List<String> fields = List.of(answer.output().strip().split(":", -1));
        if (!answer.succeeded() || fields.size() < 4 || !fields.get(0).equals(name)) {
            return Optional.empty();
        }
        return Optional.of(fields);
    }
}
