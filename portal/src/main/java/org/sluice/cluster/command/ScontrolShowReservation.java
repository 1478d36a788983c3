package org.sluice.cluster.command;

import static org.sluice.slurm.SlurmText.orEmpty;

import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import org.sluice.cluster.ReservationRecord;
import org.sluice.cluster.Rows;
import org.sluice.slurm.UnreadableWord;

/** {@code scontrol show reservation}: every reservation that whoever asks may see. */
public final class ScontrolShowReservation {
    /** What stands there instead of records when there are none (22.05 and 24.11). */
    private static final String NONE = "No reservations in the system";

    private ScontrolShowReservation() {}

    public static List<String> argv() {
        return List.of("scontrol", "--oneliner", "show", "reservation");
    }

    public static Rows<ReservationRecord> parse(String stdout) {
        String records =
                stdout.lines().filter(line -> !line.strip().equals(NONE)).collect(Collectors.joining("\n"));
        return Rows.read(Blocks.of(records, "ReservationName"), block -> read(KeyValues.of(block)));
    }

    private static ReservationRecord read(KeyValues reservation) {
        return new ReservationRecord(
                reservation.require("ReservationName"),
                time(reservation, "StartTime"),
                time(reservation, "EndTime"),
                orEmpty(reservation.get("Nodes")),
                Written.limit(reservation.get("NodeCnt")).orElse(0),
                Written.limit(reservation.get("CoreCnt")).orElse(0),
                orEmpty(reservation.get("PartitionName")),
                Written.names(reservation.get("Flags")),
                Written.names(reservation.get("Users")),
                Written.names(reservation.get("Groups")),
                Written.names(reservation.get("Accounts")),
                reservation.require("State"),
                orEmpty(reservation.get("Comment")));
    }

    private static Instant time(KeyValues reservation, String key) {
        return Written.time(reservation.require(key))
                .orElseThrow(() -> new UnreadableWord(reservation.get(key), "when a reservation starts or ends"));
    }
}
