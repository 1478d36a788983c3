package org.sluice.remote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.sluice.remote.ClusterUnreachable.Obstacle;

class CurrentHeadTests {
    private static final HeadProperties PROPERTIES =
            new HeadProperties("head.example.org", 22, Path.of("known_hosts"), Path.of("signer.sock"), "/usr/bin");
    private static final HeadAddress ELSEWHERE = new HeadAddress("1.2.3.4", 22_001);
    private final ClusterUnreachable away = new ClusterUnreachable(Obstacle.NO_CONNECTION, "The head does not answer");

    @Test
    void isAtTheConfiguredAddressUntilItHasMoved() {
        CurrentHead head = HeadParts.current(PROPERTIES);
        assertThat(head.address()).hasToString("head.example.org port 22");
        assertThat(head.since()).isEmpty();

        head.moveTo(ELSEWHERE);

        assertThat(head.address()).isEqualTo(ELSEWHERE);
        assertThat(head.since()).isPresent();
        assertThat(head.configured()).hasToString("head.example.org port 22");
    }

    @Test
    void doesNotMoveToWhoIsNotTheHead() {
        CurrentHead head = HeadParts.current(PROPERTIES, address -> {
            throw away;
        });
        assertThatThrownBy(() -> head.moveTo(ELSEWHERE)).isSameAs(away);
        assertThat(head.address()).hasToString("head.example.org port 22");
    }

    @Test
    void saysThatItIsLookedFor() {
        CurrentHead head = HeadParts.current(PROPERTIES, address -> {}, () -> "Somebody is asked.");
        assertThat(head.unanswered(away))
                .hasMessage("The head does not answer. Somebody is asked.")
                .returns(Obstacle.NO_CONNECTION, ClusterUnreachable::obstacle);
        assertThat(HeadParts.current(PROPERTIES).unanswered(away)).isSameAs(away);
    }
}
