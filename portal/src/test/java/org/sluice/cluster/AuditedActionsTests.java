package org.sluice.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.sluice.access.AccessParts;
import org.sluice.access.Audit;
import org.sluice.access.Viewer;
import org.sluice.remote.Answer;
import org.sluice.remote.RemoteShell;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** What a person is told of an action while the portal's own database is away. */
class AuditedActionsTests {
    private static final Clock CLOCK = Clock.systemUTC();

    private final Audit away = AccessParts.audit(
            JdbcClient.create(new DriverManagerDataSource("jdbc:postgresql://127.0.0.1:1/none", "nobody", "nothing")),
            CLOCK);
    private final Viewer dana = AccessParts.viewer("dana", "dana");
    private final List<Object> told = new ArrayList<>();
    private final List<String> done = new ArrayList<>();

    @Test
    void whatSlurmHasDoneIsDoneWithoutAnAudit() {
        actions(new Answer(0, "", "")).perform(dana, "scancel", "job 147", null, who -> done.add("147"));
        assertThat(done).containsExactly("147");
        assertThat(told).hasOnlyElementsOfType(ClusterChanged.class).hasSize(1);
    }

    @Test
    void ordersThatSlurmHasDoneAreDoneWithoutAnAudit() {
        assertThat(actions(new Answer(0, "", ""))
                        .performEach(dana, "resume", List.of(ScontrolOrder.resume("a1")), null))
                .allSatisfy(refusal -> assertThat(refusal).isEmpty());
        assertThat(told).hasSize(1);
    }

    @Test
    void aRefusalStaysSlurmsRefusal() {
        assertThatThrownBy(() -> actions(new Answer(0, "", "")).perform(dana, "scancel", "job 147", null, who -> {
                    throw new SlurmRefused("scancel", "Access denied", 1);
                }))
                .isInstanceOf(SlurmRefused.class);
    }

    private AuditedActions actions(Answer answer) {
        RemoteShell shell = (who, commands, deadline) ->
                commands.stream().map(command -> answer).toList();
        return new AuditedActions(away, new Slurm(shell, CLOCK), told::add);
    }
}
