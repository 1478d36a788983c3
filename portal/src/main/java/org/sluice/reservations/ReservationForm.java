package org.sluice.reservations;

import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.sluice.cluster.ReservationRecord;
import org.sluice.cluster.ScontrolOrder;
import org.sluice.slurm.HostList;
import org.sluice.slurm.SlurmDuration;

/**
 * What was typed about a reservation, and what is wrong with it.
 *
 * @param kind maintenance or people
 * @param start a day and a time of 24 hours in the zone, {@code 2026-11-22T13:00}
 * @param zone of whoever typed it, {@code Europe/Zurich}; empty for the portal's
 * @param lasts as Slurm writes durations
 */
record ReservationForm(
        String kind,
        String name,
        String nodes,
        String start,
        String zone,
        String lasts,
        String users,
        String accounts) {
    static final String MAINTENANCE = "maintenance";
    static final String PEOPLE = "people";
    private static final String DAY_END = "T";
    /** Slurm keeps seconds since 1970; these years fit whatever is added to them. */
    private static final int FIRST_YEAR = 2000;

    private static final int LAST_YEAR = 2099;
    private static final int LONGEST_NAME = 50;
    private static final Duration LONGEST = Duration.ofDays(365);

    static ReservationForm of(Map<String, String> typed) {
        return new ReservationForm(
                typed.getOrDefault("kind", MAINTENANCE),
                typed.getOrDefault("name", "").strip(),
                typed.getOrDefault("nodes", "").strip(),
                typed.getOrDefault("day", "").strip()
                        + DAY_END
                        + typed.getOrDefault("time", "").strip(),
                typed.getOrDefault("zone", "").strip(),
                typed.getOrDefault("lasts", "").strip(),
                typed.getOrDefault("users", "").strip(),
                typed.getOrDefault("accounts", "").strip());
    }

    /** An empty form for these nodes that begins at the next full hour. */
    static ReservationForm fresh(String kind, List<String> nodes, Clock clock) {
        Instant hour = clock.instant().truncatedTo(ChronoUnit.HOURS).plus(1, ChronoUnit.HOURS);
        return new ReservationForm(
                kind.equals(PEOPLE) ? PEOPLE : MAINTENANCE,
                "",
                HostList.compress(nodes),
                typed(hour),
                "",
                "2:00:00",
                kind.equals(PEOPLE) ? "" : "root",
                "");
    }

    static ReservationForm of(ReservationRecord reservation) {
        return new ReservationForm(
                reservation.isMaintenance() ? MAINTENANCE : PEOPLE,
                reservation.name(),
                reservation.nodeList(),
                reservation.startsAt().map(ReservationForm::typed).orElse(""),
                "",
                reservation.duration().map(SlurmDuration::format).orElse(""),
                String.join(",", reservation.users()),
                String.join(",", reservation.accounts()));
    }

    private static String typed(Instant moment) {
        return LocalDateTime.ofInstant(moment, ZoneId.systemDefault())
                .truncatedTo(ChronoUnit.MINUTES)
                .toString();
    }

    /** The first of the two fields of the start, {@code 2026-11-22}. */
    public String day() {
        return start.substring(0, dayEnd());
    }

    /** The second of the two fields of the start, {@code 13:00}. */
    public String time() {
        return start.substring(Math.min(start.length(), dayEnd() + DAY_END.length()));
    }

    private int dayEnd() {
        int end = start.indexOf(DAY_END);
        return end < 0 ? start.length() : end;
    }

    public boolean isMaintenance() {
        return kind.equals(MAINTENANCE);
    }

    /** The name Slurm gets: of a maintenance window its reason, because Slurm keeps no other word with it. */
    String slurmName() {
        String plain =
                name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "_").replaceAll("^_+|_+$", "");
        if (!isMaintenance()) {
            return name;
        }
        return "maint_" + (plain.length() > LONGEST_NAME ? plain.substring(0, LONGEST_NAME) : plain);
    }

    /** The moment it begins; for the page, so that a browser can show it in the reader's zone. */
    public Optional<Instant> startsAt() {
        try {
            ZoneId where = zone.isEmpty() ? ZoneId.systemDefault() : ZoneId.of(zone);
            return Optional.of(LocalDateTime.parse(start))
                    .filter(typed -> typed.getYear() >= FIRST_YEAR && typed.getYear() <= LAST_YEAR)
                    .map(typed -> typed.atZone(where).toInstant());
        } catch (DateTimeException unreadable) {
            return Optional.empty();
        }
    }

    public Optional<Duration> duration() {
        return SlurmDuration.tryParse(lasts)
                .filter(length -> length.compareTo(Duration.ofMinutes(1)) >= 0 && length.compareTo(LONGEST) <= 0);
    }

    /** The nodes by name; none where the list cannot be read. */
    List<String> nodeNames() {
        try {
            return HostList.expand(nodes).stream().distinct().toList();
        } catch (IllegalArgumentException unreadable) {
            return List.of();
        }
    }

    private List<String> list(String names) {
        return Arrays.stream(names.split("[,\\s]+", -1))
                .filter(name -> !name.isEmpty())
                .toList();
    }

    /**
     * What has to be typed otherwise, by field.
     *
     * @param known whether Slurm has a node of this name
     */
    Map<String, String> errors(Predicate<String> known) {
        Map<String, String> errors = new LinkedHashMap<>();
        if (isMaintenance() && slurmName().equals("maint_")) {
            errors.put("name", "Say what for: everybody whose job waits reads it.");
        } else if (!isMaintenance() && !name.matches("[A-Za-z0-9][A-Za-z0-9_.-]{0,49}")) {
            errors.put("name", "A name of letters, digits, _ . and -, such as course_ml.");
        }
        List<String> unknown = nodeNames().stream().filter(known.negate()).toList();
        if (nodeNames().isEmpty()) {
            errors.put("nodes", "Name the nodes as Slurm does, for example a1,a2 or a[1-4].");
        } else if (!unknown.isEmpty()) {
            errors.put("nodes", "Slurm has no node called " + String.join(", ", unknown) + ".");
        }
        if (startsAt().isEmpty()) {
            errors.put("start", "A day and an hour, such as 2026-11-22 and 13:00.");
        }
        if (duration().isEmpty()) {
            errors.put("lasts", "How long, from a minute to a year: 90 (minutes), 2:00:00 or 1-12:00:00.");
        }
        if (list(users).isEmpty() && list(accounts).isEmpty()) {
            errors.put(
                    "users",
                    isMaintenance()
                            ? "Name who may still run jobs there; root for nobody else."
                            : "Name the users or the accounts it is kept for.");
        }
        return errors;
    }

    /**
     * The order for scontrol that makes it.
     *
     * @throws IllegalArgumentException a name cannot be given to scontrol
     */
    ScontrolOrder create() {
        Instant begin = startsAt().orElseThrow();
        Duration length = duration().orElseThrow();
        return isMaintenance()
                ? ScontrolOrder.maintenance(slurmName(), nodeNames(), begin, length, list(users))
                : ScontrolOrder.reserve(slurmName(), nodeNames(), begin, length, list(users), list(accounts));
    }

    /** The order for scontrol that changes the reservation; a form tells minutes, so the same minute is no other time. */
    ScontrolOrder change(ReservationRecord reservation) {
        Instant begins = startsAt().orElseThrow();
        boolean same = reservation
                .startsAt()
                .map(start -> begins.equals(start.truncatedTo(ChronoUnit.MINUTES)))
                .orElse(false);
        return ScontrolOrder.changeReservation(
                reservation.name(),
                nodeNames(),
                same ? null : begins,
                duration().orElseThrow(),
                list(users),
                list(accounts));
    }
}
