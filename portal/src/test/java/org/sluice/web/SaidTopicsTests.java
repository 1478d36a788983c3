package org.sluice.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SaidTopicsTests {
    private static final Set<String> WANTED = Set.of("jobs", "nodes");
    private static final Audience BOBS = new Audience.MaySeeJobsOf(Set.of(new Audience.Belonging("bob", "research")));

    private final SaidTopics said = new SaidTopics();

    @Test
    void onlyWhatWasSaidAfterTheMomentAndIsWantedIsTold() {
        say("nodes");
        String made = said.moment();
        assertThat(missed(made)).isEmpty();

        say("jobs");
        say("job-4711");
        assertThat(missed(made)).containsExactly("jobs");
        assertThat(missed(said.moment())).isEmpty();
    }

    @Test
    void onlyToThoseWhomItConcerned() {
        String made = said.moment();
        said.remember("jobs", BOBS);
        assertThat(missed(made)).isEmpty();
        said.remember("jobs", Audience.EVERYBODY);
        said.remember("jobs", BOBS);
        assertThat(missed(made)).containsExactly("jobs");
    }

    @Test
    void aMomentOfAnotherRunOrNoneMayHaveMissedEverything() {
        String ofAnotherRun = new SaidTopics().moment();
        for (String moment : List.of("", "7", ofAnotherRun, said.moment() + "0".repeat(30), said.moment() + "\n")) {
            assertThat(missed(moment)).as(moment).isEqualTo(WANTED);
        }
    }

    @Test
    void whoseMomentIsOlderThanTheMemoryMayHaveMissedEverything() {
        String old = said.moment();
        say("jobs");
        String young = said.moment();
        for (int i = 0; i < 10_000; i++) {
            say("job-" + i);
        }
        assertThat(missed(old)).isEqualTo(WANTED);
        assertThat(missed(young)).isEmpty();
    }

    private void say(String topic) {
        said.remember(topic, Audience.EVERYBODY);
    }

    private Set<String> missed(String moment) {
        return said.after(moment, WANTED, audience -> !audience.equals(BOBS));
    }
}
