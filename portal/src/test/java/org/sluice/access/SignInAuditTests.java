package org.sluice.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.sluice.MovableClock;
import org.sluice.OwnDatabase;
import org.springframework.mock.web.MockHttpServletRequest;

/** Sign-ins in the database: counted in the audit, and the browsers they came from. */
class SignInAuditTests {
    private static final Viewer DANA = AccessParts.viewer("dana", "cluster-dana");

    private final OwnDatabase database = new OwnDatabase();
    private final MovableClock clock = new MovableClock();
    private final Audit audit = new Audit(database.jdbc(), clock);
    private final KnownPlaces places = new KnownPlaces(database.jdbc(), clock);

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void manyFailedSignInsPushNothingElseOffTheAudit() {
        audit.record(DANA, "scancel", "job 1", Audit.Outcome.DONE, null);
        for (int i = 0; i < 300; i++) {
            audit.countSignIn("alice", "", "10.0.0.1", Audit.Outcome.REFUSED);
        }
        assertThat(audit.newest("", 200)).extracting(AuditEntry::action).containsExactly("scancel");
        assertThat(audit.signIns("", 200)).singleElement().satisfies(count -> {
            assertThat(count.times()).isEqualTo(300);
            assertThat(count.login()).isEqualTo("alice");
            assertThat(count.address()).isEqualTo("10.0.0.1");
        });
    }

    @Test
    void countsAddressesLoginsOutcomesAndHoursApart() {
        audit.countSignIn("alice", "", "10.0.0.1", Audit.Outcome.REFUSED);
        audit.countSignIn("alice", "", "10.0.0.2", Audit.Outcome.REFUSED);
        audit.countSignIn("bob", "", "10.0.0.1", Audit.Outcome.REFUSED);
        audit.countSignIn("alice", "cluster-alice", "10.0.0.1", Audit.Outcome.DONE);
        clock.move(Duration.ofHours(1));
        audit.countSignIn("alice", "", "10.0.0.1", Audit.Outcome.REFUSED);
        assertThat(audit.signIns("", 200))
                .hasSize(5)
                .allSatisfy(count -> assertThat(count.times()).isEqualTo(1));
        assertThat(audit.signIns("bob", 200)).hasSize(1);
    }

    @Test
    void knowsABrowserByItsMarkAndForItsLoginAlone() {
        MockHttpServletRequest first = new MockHttpServletRequest();
        assertThat(places.of(first, "alice").isKnown()).isFalse();
        String mark = places.mark(first, "alice").getValue();
        MockHttpServletRequest again = new MockHttpServletRequest();
        again.setCookies(new jakarta.servlet.http.Cookie(KnownPlaces.COOKIE, mark));
        assertThat(places.of(again, "alice").isKnown()).isTrue();
        assertThat(places.of(again, "bob").isKnown()).isFalse();
        assertThat(places.of(again, "al\0ice").isKnown()).isFalse();
        assertThat(places.mark(again, "alice").getValue()).isEqualTo(mark);
        clock.move(Duration.ofDays(181));
        places.mark(first, "bob");
        assertThat(places.of(again, "alice").isKnown()).isFalse();
    }
}
