package org.sluice.cluster.command;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.sluice.slurm.HostList;

/**
 * {@code scontrol create}, {@code update} and {@code delete reservation}. Times are given in UTC: scontrol takes no
 * seconds since 1970 here (seen in 22.05) and reads a time in the zone of whoever runs it.
 */
public final class ScontrolReservation {
    private static final DateTimeFormatter MOMENT =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss", Locale.ROOT).withZone(ZoneOffset.UTC);
    private static final String NAME = "the name of a reservation: letters, digits, _ . and -";

    /**
     * What a reservation is to be.
     *
     * @param maintenance nobody's jobs start there, and running ones do not stand in the way
     * @param nodes by name
     * @param startsAt null for a change that leaves it: Slurm refuses any for one that has begun (seen in 22.05)
     * @param users who may run jobs there; with accounts empty at least one
     */
    public record Request(
            String name,
            boolean maintenance,
            Collection<String> nodes,
            @Nullable Instant startsAt,
            Duration lasts,
            List<String> users,
            List<String> accounts) {}

    private ScontrolReservation() {}

    public static List<String> create(Request wish) {
        List<String> words = new ArrayList<>(List.of("env", "TZ=UTC", "scontrol", "create", "reservation"));
        words.add("reservationname=" + Words.name(wish.name(), NAME));
        words.addAll(values(wish));
        if (wish.maintenance()) {
            words.add("flags=MAINT,IGNORE_JOBS");
        }
        return List.copyOf(words);
    }

    /** Changes when, where and for whom it is; what kind it is stays. Whoever is not named any more goes out. */
    public static List<String> update(Request wish) {
        List<String> words = new ArrayList<>(List.of("env", "TZ=UTC", "scontrol", "update"));
        words.add("reservationname=" + Words.name(wish.name(), NAME));
        words.addAll(values(wish));
        if (wish.users().isEmpty()) {
            words.add("users=");
        }
        if (wish.accounts().isEmpty()) {
            words.add("accounts=");
        }
        return List.copyOf(words);
    }

    public static List<String> delete(String name) {
        return List.of("scontrol", "delete", "reservationname=" + Words.name(name, NAME));
    }

    private static List<String> values(Request wish) {
        List<String> words = new ArrayList<>();
        if (wish.startsAt() != null) {
            words.add("starttime=" + MOMENT.format(wish.startsAt()));
        }
        words.add("duration=" + wish.lasts().toMinutes());
        words.add("nodes="
                + HostList.compress(wish.nodes().stream().map(Words::nodeName).toList()));
        if (!wish.users().isEmpty()) {
            words.add("users=" + names(wish.users(), "the name of a user"));
        }
        if (!wish.accounts().isEmpty()) {
            words.add("accounts=" + names(wish.accounts(), "the name of an account"));
        }
        return words;
    }

    private static String names(List<String> names, String what) {
        return names.stream().map(name -> Words.name(name, what)).collect(Collectors.joining(","));
    }
}
