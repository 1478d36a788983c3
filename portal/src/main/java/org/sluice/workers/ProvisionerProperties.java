package org.sluice.workers;

import jakarta.validation.constraints.Min;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import org.hibernate.validator.constraints.time.DurationMin;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * The program that starts and removes the machines of CLOUD nodes; without one the portal starts none.
 *
 * @param command the program and its words, for example {@code /opt/sluice/sluice-provision,--socket,/run/sluice/provisioner};
 *     the verb comes after them
 * @param spendingLimitPerDay what machines may cost from midnight to midnight UTC, in the provisioner's currency; past it
 *     none is started
 * @param mostStartsPerHour how often one node's machine may be started within an hour
 * @param planWithin how long {@code plan} and {@code status} may take; the daemon gives them two minutes and one, and with a limit of
 *     its own it asks both for a plan
 * @param changeWithin how long {@code apply} and {@code destroy} may take
 */
@Validated
@ConfigurationProperties("sluice.provisioner")
record ProvisionerProperties(
        @DefaultValue List<String> command,
        @Nullable BigDecimal spendingLimitPerDay,

        @DefaultValue("6") @Min(value = 1, message = "is too few: give 1 or more")
        int mostStartsPerHour,

        @DefaultValue("4m") @DurationMin(seconds = 1) Duration planWithin,
        @DefaultValue("30m") @DurationMin(seconds = 1) Duration changeWithin) {
    ProvisionerProperties {
        if (!command.isEmpty() && (spendingLimitPerDay == null || spendingLimitPerDay.signum() <= 0)) {
            throw new IllegalArgumentException(
                    "sluice.provisioner.spending-limit-per-day is not set: say what machines may cost a day, for example 50");
        }
    }

    boolean isConfigured() {
        return !command.isEmpty();
    }

    /** The limit; zero where nothing is configured. */
    BigDecimal limit() {
        return spendingLimitPerDay == null ? BigDecimal.ZERO : spendingLimitPerDay;
    }
}
