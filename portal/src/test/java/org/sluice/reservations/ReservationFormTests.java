package org.sluice.reservations;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReservationFormTests {
    private static final List<String> KNOWN = List.of("a1", "a2");

    @Test
    void aWindowIsNamedAfterItsReasonAndReadInTheZoneOfWhoTypedIt() {
        ReservationForm form = form();
        assertThat(form.errors(KNOWN::contains)).isEmpty();
        assertThat(form.startsAt()).contains(Instant.parse("2026-11-22T09:00:00Z"));
        assertThat(form.duration()).contains(Duration.ofHours(2));
        assertThat(form.create().line())
                .isEqualTo(
                        "env TZ=UTC scontrol create reservation reservationname=maint_driver_upgrade_2"
                                + " starttime=2026-11-22T09:00:00 duration=120 'nodes=a[1-2]' users=root flags=MAINT,IGNORE_JOBS");
    }

    @Test
    void nodesAreKeptForUsersAndAccounts() {
        ReservationForm form = form("kind", "people", "name", "course_ml", "users", "bob, zoe", "accounts", "research");
        assertThat(form.errors(KNOWN::contains)).isEmpty();
        assertThat(form.create().line())
                .contains("reservationname=course_ml")
                .contains("users=bob,zoe accounts=research")
                .doesNotContain("MAINT");
    }

    @ParameterizedTest(name = "{0} = {1}: {2}")
    @CsvSource(delimiter = '|', emptyValue = "", textBlock = """
                    name   | ''            | Say what for
                    name   | ...           | Say what for
                    nodes  | ''            | Name the nodes
                    nodes  | a[1           | Name the nodes
                    nodes  | a1,z9         | no node called z9
                    day    | tomorrow      | A day and an hour
                    day    | ''            | A day and an hour
                    day    | +999999999-01-01 | A day and an hour
                    day    | 9999-01-01    | A day and an hour
                    time   | 25:00         | A day and an hour
                    time   | 1 PM          | A day and an hour
                    zone   | Moon/Base     | A day and an hour
                    lasts  | long          | How long
                    lasts  | 0             | How long
                    lasts  | 9999-00       | How long
                    users  | ''            | who may still run
                    """)
    void saysWhatHasToBeTypedOtherwise(String field, String value, String words) {
        Map<String, String> errors = form(field, value).errors(KNOWN::contains);
        assertThat(errors.get(List.of("zone", "day", "time").contains(field) ? "start" : field))
                .contains(words);
    }

    @Test
    void theStartStandsInTwoFieldsOf24Hours() {
        ReservationForm form = form("time", "13:00");
        assertThat(form.day()).isEqualTo("2026-11-22");
        assertThat(form.time()).isEqualTo("13:00");
        assertThat(form("day", "+999999999-01-01", "time", "").startsAt()).isEmpty();
    }

    @Test
    void keptNodesNeedSomebodyAndANameThatSlurmTakes() {
        ReservationForm form = form("kind", "people", "name", "two words", "users", "");
        assertThat(form.errors(KNOWN::contains)).containsOnlyKeys("name", "users");
    }

    private static ReservationForm form(String... changes) {
        Map<String, String> typed = new HashMap<>(Map.of(
                "kind", "maintenance",
                "name", "Driver upgrade #2",
                "nodes", "a[1-2]",
                "day", "2026-11-22",
                "time", "10:00",
                "zone", "Europe/Zurich",
                "lasts", "2:00:00",
                "users", "root"));
        for (int i = 0; i < changes.length; i += 2) {
            typed.put(changes[i], changes[i + 1]);
        }
        return ReservationForm.of(typed);
    }
}
