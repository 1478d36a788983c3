package org.sluice.cluster.command;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class GetentPasswdTests {
    @Test
    void readsTheName() {
        assertThat(GetentPasswd.name("alice:x:1001:1001:Alice:/home/alice:/bin/bash\n"))
                .contains("alice");
        assertThat(GetentPasswd.name("")).isEmpty();
        assertThat(GetentPasswd.name(":x:1")).isEmpty();
    }
}
