package org.sluice.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.sluice.web.Audience;

class AudienceByVisibilityTests {
    private static final Audience OF_ALICE = new Audience.MaySeeJobsOf(
            Set.of(new Audience.Belonging("unix-alice", "research"), new Audience.Belonging("unix-carol", "teaching")));

    private final Map<String, Viewer> viewers = Map.of(
            "alice", AccessParts.viewer("alice", "unix-alice"),
            "bob", AccessParts.viewer("bob", "unix-bob"),
            "dana", AccessParts.administrator("dana"));
    private final AudienceByVisibility rule =
            new AudienceByVisibility(login -> Optional.ofNullable(viewers.get(login)), AccessParts.privateJobs());

    @Test
    void jobsAreHeardOfByWhoMaySeeOneOfThem() {
        assertThat(rule.admits(OF_ALICE, "alice")).isTrue();
        assertThat(rule.admits(OF_ALICE, "dana")).isTrue();
        assertThat(rule.admits(OF_ALICE, "bob")).isFalse();
    }

    @Test
    void whoseAccountIsGoneHearsOfNoJobs() {
        assertThat(rule.admits(OF_ALICE, "gone")).isFalse();
    }

    @Test
    void everybodyHearsTheRest() {
        assertThat(rule.admits(Audience.EVERYBODY, "bob")).isTrue();
    }
}
