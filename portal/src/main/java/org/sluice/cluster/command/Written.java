package org.sluice.cluster.command;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.sluice.slurm.HostList;
import org.sluice.slurm.SlurmText;
import org.sluice.slurm.SlurmTime;

/** Small values as Slurm writes them in the answers to questions asked with {@link CommandEnvironment}. */
final class Written {
    private Written() {}

    /** Names separated by commas; none for an absent list. */
    static List<String> names(String list) {
        String names = SlurmText.orEmpty(list);
        return names.isBlank()
                ? List.of()
                : Arrays.stream(names.split(",", -1)).map(String::strip).toList();
    }

    /** A moment; times are asked as seconds, and the local form is read as UTC. */
    static Optional<Instant> time(String word) {
        return SlurmTime.parse(word, ZoneOffset.UTC);
    }

    /** A list of hosts as Slurm shortens it; empty for none. */
    static String hostList(String list) {
        String hosts = SlurmText.orEmpty(list);
        HostList.expand(hosts);
        return hosts;
    }

    /** A number; empty for UNLIMITED and for none. */
    static OptionalInt limit(String word) {
        return word.matches("\\d{1,9}") ? OptionalInt.of(Integer.parseInt(word)) : OptionalInt.empty();
    }
}
