package org.sluice.cluster.command;

import static org.sluice.slurm.SlurmText.orEmpty;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.sluice.cluster.ReservationRecord;
import org.sluice.cluster.Rows;
import org.sluice.slurm.UnreadableWord;

/** {@code scontrol show reservation}: every reservation that whoever asks may see. */
public final class ScontrolShowReservation {
    /** What stands there instead of records when there are none (22.05 and 24.11). */
    private static final String NONE = "No reservations in the system";

    private static final String NAME = "ReservationName=";
    private static final String COMMENT = "Comment";

    private ScontrolShowReservation() {}

    public static List<String> argv() {
        return List.of("scontrol", "--oneliner", "show", "reservation");
    }

    public static Rows<ReservationRecord> parse(String stdout) {
        String records =
                stdout.lines().filter(line -> !line.strip().equals(NONE)).collect(Collectors.joining("\n"));
        return Rows.read(Blocks.of(records, "ReservationName"), ScontrolShowReservation::read)
                .counting(ReservationRecord::unread);
    }

    private static ReservationRecord read(String block) {
        RecordLine line = RecordLine.of(Blocks.onOneLine(block), List.of(COMMENT));
        int end = endOfName(line.fields());
        TolerantFields reservation =
                new TolerantFields(KeyValues.of(line.fields().substring(end)));
        return new ReservationRecord(
                reservation.read("ReservationName", line.fields().substring(0, end), ScontrolShowReservation::name, ""),
                reservation.require("StartTime", Written::time, Optional.empty()),
                reservation.require("EndTime", Written::time, Optional.empty()),
                reservation.read("Nodes", Written::hostList, ""),
                Written.limit(reservation.get("NodeCnt")).orElse(0),
                Written.limit(reservation.get("CoreCnt")).orElse(0),
                orEmpty(reservation.get("PartitionName")),
                Written.names(reservation.get("Flags")),
                Written.names(reservation.get("Users")),
                Written.names(reservation.get("Groups")),
                Written.names(reservation.get("Accounts")),
                reservation.require("State", String::strip, ""),
                line.text(COMMENT),
                reservation.unread());
    }

    /** A name may imitate a field, and none of the fields behind it can: the last start counts. */
    private static int endOfName(String fields) {
        int start = fields.lastIndexOf(" StartTime=");
        return start < 0 ? fields.length() : start;
    }

    private static String name(String written) {
        if (!written.startsWith(NAME) || written.length() == NAME.length()) {
            throw new UnreadableWord(written, "the name of a reservation");
        }
        return written.substring(NAME.length());
    }
}
