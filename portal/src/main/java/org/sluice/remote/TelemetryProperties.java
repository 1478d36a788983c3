package org.sluice.remote;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Pattern;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * The way to the exporters on the workers.
 *
 * @param user Unix user on the head that may open streams to the exporters and do nothing else; empty reads no GPUs
 * @param port port of every worker's exporter; the head's sshd must permit it
 * @param deadline an exporter that has not answered wholly by then is silent
 * @param limit more than this is not read of one answer
 */
@Validated
@ConfigurationProperties("sluice.telemetry")
public record TelemetryProperties(
        @DefaultValue("") @Pattern(regexp = "|[a-z_][a-z0-9_-]{0,31}", message = "is not the name of a Unix user")
        String user,

        @DefaultValue("9400")
        @Min(value = 1, message = "is not a port: give one from 1 to 65535")
        @Max(value = 65_535, message = "is not a port: give one from 1 to 65535")
        int port,

        @DefaultValue("3s") @DurationMin(millis = 100, message = "is too short: give a tenth of a second or more")
        Duration deadline,

        @DefaultValue("8MB") DataSize limit) {}
