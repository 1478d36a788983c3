package org.sluice.reservations;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.sluice.access.Viewer;
import org.sluice.access.Visibility;
import org.sluice.cluster.ReservationRecord;
import org.sluice.cluster.Snapshot;
import org.sluice.web.StateLook;

/**
 * A reservation as this viewer may see it.
 *
 * @param what maintenance, or whom it is for as far as the viewer may know
 * @param people users and accounts it is for; empty where the viewer may not know
 * @param mine whether the viewer's jobs may run in it
 */
record ReservationView(
        ReservationRecord reservation,
        StateLook look,
        String what,
        List<String> people,
        boolean mine,
        WindowEffect effect) {
    /** For whom it touches, a reservation lasts this long where Slurm's answer does not say. */
    private static final Duration LONG = Duration.ofDays(365);

    static ReservationView of(ReservationRecord reservation, Snapshot snapshot, Viewer viewer, Visibility visibility) {
        boolean mine = reservation.admits(viewer.unixUser(), viewer.accounts());
        boolean known = mine || visibility.seesAll(viewer);
        List<String> people = known
                ? Stream.of(reservation.users(), reservation.accounts(), reservation.groups())
                        .flatMap(List::stream)
                        .toList()
                : List.of();
        return new ReservationView(
                reservation,
                look(reservation),
                what(reservation, mine),
                people,
                mine,
                WindowEffect.of(
                        snapshot,
                        reservation.nodeNames(),
                        reservation.startsAt().orElse(snapshot.observedAt()),
                        reservation.duration().orElse(LONG),
                        reservation.name(),
                        viewer,
                        visibility));
    }

    /** The reason of a maintenance window that was made here stands in its name. */
    static String reason(ReservationRecord reservation) {
        if (!reservation.comment().isEmpty()) {
            return reservation.comment();
        }
        String name =
                reservation.name().replaceFirst("^maint(enance)?[_-]*", "").replace('_', ' ');
        return name.isBlank() ? "" : name.strip();
    }

    public String reason() {
        return reason(reservation);
    }

    private static StateLook look(ReservationRecord reservation) {
        if (reservation.isActive()) {
            return new StateLook(reservation.isMaintenance() ? "under way" : "active", "reserved", "lock");
        }
        return new StateLook("planned", "planned", "calendar");
    }

    private static String what(ReservationRecord reservation, boolean mine) {
        if (reservation.isMaintenance()) {
            return mine ? "Maintenance; your jobs may run" : "Maintenance";
        }
        return mine ? "Kept for you" : "Kept for others";
    }
}
