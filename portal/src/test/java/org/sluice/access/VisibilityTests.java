package org.sluice.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VisibilityTests {
    @ParameterizedTest(name = "{0}: a {1} with account {2} sees bob's job of research: {3}")
    @CsvSource({
        "PRIVATE, NONE, research, false",
        "PRIVATE, OPERATOR, startup, true",
        "PRIVATE, ADMINISTRATOR, startup, true",
        "ACCOUNT, NONE, research, true",
        "ACCOUNT, NONE, startup, false",
        "ACCOUNT, OPERATOR, startup, true",
        "CLUSTER, NONE, startup, true",
    })
    void showsOtherPeoplesJobsAsTheSiteSaysAndToOperatorsAlways(
            Visibility.Mode mode, AdminLevel level, String account, boolean seen) {
        Viewer alice = new Viewer("alice", "Alice", "sluice-alice", level, Set.of(account));
        assertThat(visibility(mode).maySee(alice, "sluice-bob", "research")).isEqualTo(seen);
    }

    @ParameterizedTest
    @CsvSource({"PRIVATE", "ACCOUNT", "CLUSTER"})
    void alwaysShowsPeopleTheirOwnJobs(Visibility.Mode mode) {
        Viewer alice = new Viewer("alice", "Alice", "sluice-alice", AdminLevel.NONE, Set.of());
        assertThat(visibility(mode).maySee(alice, "sluice-alice", "research")).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "PRIVATE, NONE, false, false",
        "PRIVATE, OPERATOR, true, false",
        "ACCOUNT, NONE, false, true",
        "CLUSTER, NONE, true, false",
    })
    void narrowsQueriesByTheSameRule(Visibility.Mode mode, AdminLevel level, boolean all, boolean accounts) {
        Viewer alice = new Viewer("alice", "Alice", "sluice-alice", level, Set.of("research"));
        assertThat(visibility(mode).seesAll(alice)).isEqualTo(all);
        assertThat(visibility(mode).seesAccounts()).isEqualTo(accounts);
    }

    private static Visibility visibility(Visibility.Mode mode) {
        return new Visibility(
                new AccessProperties(Path.of("accounts.yml"), mode, Duration.ofHours(8), Duration.ofHours(24)));
    }
}
