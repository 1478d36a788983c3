package org.sluice.gpu;

import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How the GPUs are read.
 *
 * @param every each node's exporter is asked this often
 * @param keep readings are kept for so long; what the GPUs of a job did stays with the job for ever
 */
@Validated
@ConfigurationProperties("sluice.gpu")
public record GpuProperties(
        @DefaultValue("5s") @DurationMin(seconds = 1, message = "is too often: give a second or more")
        Duration every,

        @DefaultValue("30d") @DurationMin(days = 2, message = "is too short: give two days or more")
        Duration keep) {

    /** So long without a reading is a gap: one missed and a half. */
    Duration patience() {
        return every.multipliedBy(5).dividedBy(2);
    }
}
