package org.sluice.cluster.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.sluice.cluster.ReservationRecord;
import org.sluice.cluster.Rows;

class ScontrolShowReservationTests {
    static List<Recording> recordings() {
        return Recording.of("scontrol-show-reservation");
    }

    @ParameterizedTest
    @MethodSource("recordings")
    void readsEveryRecording(Recording recording) {
        Rows<ReservationRecord> rows = ScontrolShowReservation.parse(recording.text());
        assertThat(rows.samples()).isEmpty();
        assertThat(rows.all())
                .hasSize(
                        switch (recording.situation()) {
                            case "none" -> 0;
                            case "three.oneline" -> 3;
                            default -> 1;
                        });
        assertThat(rows.all()).allSatisfy(reservation -> {
            assertThat(reservation.nodeNames()).hasSize(reservation.nodeCount());
            assertThat(reservation.endsAt().orElseThrow())
                    .isAfter(reservation.startsAt().orElseThrow());
        });
    }

    @Test
    void tellsMaintenanceFromNodesKeptForPeople() {
        for (Recording recording : Recording.of("scontrol-show-reservation", "maintenance")) {
            ReservationRecord maintenance = only(recording);
            assertThat(maintenance.isMaintenance()).as(recording.path()).isTrue();
            assertThat(maintenance.ignoresJobs()).isTrue();
            assertThat(maintenance.isActive()).isTrue();
            assertThat(maintenance.nodeNames()).hasSize(7).contains("a1", "a3", "s1");
            assertThat(maintenance.duration()).contains(Duration.ofHours(1));
        }
        for (Recording recording : Recording.of("scontrol-show-reservation", "for-users.oneline")) {
            ReservationRecord exam = only(recording);
            assertThat(exam.isMaintenance()).isFalse();
            assertThat(exam.users()).containsExactly("alice");
            assertThat(exam.admits("alice", Set.of())).isTrue();
            assertThat(exam.admits("bob", Set.of("research"))).isFalse();
        }
    }

    @Test
    void readsSeveralWithTimesAsSeconds() {
        List<ReservationRecord> three = ScontrolShowReservation.parse(
                        Recording.of("scontrol-show-reservation", "three.oneline")
                                .get(0)
                                .text())
                .all();
        assertThat(three)
                .extracting(ReservationRecord::name)
                .containsExactlyInAnyOrder("maint_driver_upgrade", "course", "weekly");
        ReservationRecord course = named(three, "course");
        assertThat(course.accounts()).containsExactly("research", "startup");
        assertThat(course.admits("bob", Set.of("startup"))).isTrue();
        assertThat(course.admits("bob", Set.of("other"))).isFalse();
        assertThat(course.duration()).contains(Duration.ofDays(1));
        assertThat(course.isActive()).isFalse();
        assertThat(named(three, "weekly").flags()).contains("WEEKLY");
        assertThat(named(three, "maint_driver_upgrade").users()).containsExactly("root", "dana");
    }

    @Test
    void whoeverIsNamedWithAMinusMayNot() {
        String written = Recording.of("scontrol-show-reservation", "for-users.oneline")
                .get(0)
                .text()
                .replace("Users=alice", "Users=-alice")
                .replace("Accounts=(null)", "Accounts=research");
        ReservationRecord all = ScontrolShowReservation.parse(written).all().get(0);
        assertThat(all.admits("alice", Set.of("research"))).isFalse();
        assertThat(all.admits("bob", Set.of("research"))).isTrue();
    }

    @Test
    void garbageIsCounted() {
        assertThat(ScontrolShowReservation.parse("ReservationName=x StartTime=soon\n")
                        .unreadable())
                .isEqualTo(1);
        assertThat(ScontrolShowReservation.parse("something else\n").unreadable())
                .isEqualTo(1);
    }

    @Test
    void whatCannotBeReadOfAReservationTakesNothingElseWithIt() {
        Rows<ReservationRecord> rows = ScontrolShowReservation.parse(
                "ReservationName=two words State=odd StartTime=soon EndTime=1795278979 Duration=01:30:00 Nodes=a[1-"
                        + " NodeCnt=2 Flags=MAINT Users=root Accounts=(null) State=ACTIVE Comment=see Nodes=b1 State=x\n");
        assertThat(rows.unreadable()).isEqualTo(1);
        assertThat(rows.all()).singleElement().satisfies(reservation -> {
            assertThat(reservation.name()).isEqualTo("two words State=odd");
            assertThat(reservation.startsAt()).isEmpty();
            assertThat(reservation.endsAt()).isPresent();
            assertThat(reservation.duration()).isEmpty();
            assertThat(reservation.nodeNames()).isEmpty();
            assertThat(reservation.isActive()).isTrue();
            assertThat(reservation.isMaintenance()).isTrue();
            assertThat(reservation.comment()).isEqualTo("see Nodes=b1 State=x");
            assertThat(reservation.unread()).containsExactly("StartTime", "Nodes");
        });
    }

    private static ReservationRecord only(Recording recording) {
        List<ReservationRecord> all =
                ScontrolShowReservation.parse(recording.text()).all();
        assertThat(all).hasSize(1);
        return all.get(0);
    }

    private static ReservationRecord named(List<ReservationRecord> all, String name) {
        return all.stream()
                .filter(reservation -> reservation.name().equals(name))
                .findFirst()
                .orElseThrow();
    }
}
