package org.sluice.cluster;

import jakarta.validation.constraints.NotBlank;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * The cluster and how its state is read; {@link org.sluice.remote.HeadProperties} says how it is reached.
 *
 * @param name what people call the cluster
 * @param pollUser Unix user in whose name the state of the cluster is read
 * @param pollEvery the state of the cluster is asked for this often, more rarely when Slurm is slow
 */
@Validated
@ConfigurationProperties("sluice.cluster")
public record ClusterProperties(
        @NotBlank(message = "is not set: say what people call the cluster")
        String name,

        @NotBlank(message = "is not set: name the Unix user that reads the state of the cluster")
        String pollUser,

        @DefaultValue("2s") @DurationMin(millis = 500, message = "is too often: give half a second or more")
        Duration pollEvery) {}
