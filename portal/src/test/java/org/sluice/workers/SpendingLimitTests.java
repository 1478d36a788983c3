package org.sluice.workers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.sluice.workers.Change.Direction;
import org.sluice.workers.Change.Stage;

class SpendingLimitTests {
    private final SpendingLimit limit = new SpendingLimit(properties("50"));

    @Test
    void allowsWhatStaysBelowTheLimitForAnHour() {
        assertThat(limit.objection(asked(null), plan("7.16"), number("35.68"), number("7.16")))
                .isEmpty();
    }

    @Test
    void refusesWhatWouldPassIt() {
        assertThat(limit.objection(asked(null), plan("7.16"), number("35.69"), number("7.16")))
                .get()
                .asString()
                .contains("spending limit of 50 USD", "35.69 are spent", "14.32 an hour");
    }

    @Test
    void holdsForAdministratorsToo() {
        assertThat(limit.objection(asked("7.16"), plan("7.16"), number("49"), number("0")))
                .isPresent();
    }

    @Test
    void refusesAPriceThatRoseSinceItWasShown() {
        assertThat(limit.objection(asked("7.16"), plan("7.96"), number("0"), number("0")))
                .get()
                .asString()
                .contains("rose from 7.16 to 7.96");
        assertThat(limit.objection(asked("7.16"), plan("6.50"), number("0"), number("0")))
                .isEmpty();
    }

    @Test
    void startsNothingByItselfAtAPriceThatIsNotKnown() {
        assertThat(limit.objection(asked(null), plan(null), number("0"), number("0")))
                .isPresent();
    }

    @Test
    void holdsAtAPriceThatIsNotKnown() {
        Change administrators = asked("7.16");
        assertThat(limit.objection(administrators, plan(null), number("20"), number("0")))
                .isEmpty();
        assertThat(limit.objection(administrators, plan(null), number("49"), number("2")))
                .isPresent();
    }

    @Test
    void isRequiredWhereThereIsAProvisioner() {
        assertThatThrownBy(() -> properties(null))
                .hasMessageContaining("sluice.provisioner.spending-limit-per-day is not set");
    }

    private static ProvisionerProperties properties(@Nullable String perDay) {
        return new ProvisionerProperties(
                List.of("/bin/false"),
                perDay == null ? null : number(perDay),
                6,
                Duration.ofSeconds(5),
                Duration.ofSeconds(5));
    }

    private static StartPlan plan(@Nullable String price) {
        return new StartPlan("token", List.of(), price == null ? null : number(price), "USD", null);
    }

    private static Change asked(@Nullable String agreed) {
        return new Change(
                1,
                "e1",
                Direction.START,
                agreed == null ? null : "dana",
                Instant.EPOCH,
                Stage.ASKED,
                agreed == null ? null : number(agreed),
                null,
                null,
                "",
                "",
                0,
                null,
                null);
    }

    private static BigDecimal number(String text) {
        return new BigDecimal(text);
    }
}
