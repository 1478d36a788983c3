package org.sluice.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.sluice.access.AccessParts;

class JobFilterTests {
    @Test
    void theListOpensOnWhatThePersonLooksAfter() {
        assertThat(JobFilter.opensOnMine(AccessParts.viewer("bob", "bob"))).isTrue();
        assertThat(JobFilter.opensOnMine(AccessParts.administrator("dana"))).isFalse();
    }
}
