package org.sluice.cluster;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.nio.file.Path;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * The cluster and the way to it.
 *
 * @param name what people call the cluster
 * @param host the head's address, as it stands in the known-hosts file
 * @param port the port of its sshd
 * @param knownHosts file in known_hosts form that pins the head's host key; no other key is accepted
 * @param signerSocket Unix socket of the signer, which makes the certificates people enter the head with
 * @param pollUser Unix user in whose name the state of the cluster is read
 * @param commandPath directories on the head in which Slurm's commands are looked for, joined by colons; nobody's own
 *     PATH counts
 * @param pollEvery the state of the cluster is asked for this often, more rarely when Slurm is slow
 */
@Validated
@ConfigurationProperties("sluice.cluster")
public record ClusterProperties(
        @NotBlank(message = "is not set: say what people call the cluster")
        String name,

        @NotBlank(message = "is not set: give the address of the cluster's head")
        String host,

        @DefaultValue("22")
        @Min(value = 1, message = "is not a port: give one from 1 to 65535")
        @Max(value = 65_535, message = "is not a port: give one from 1 to 65535")
        int port,

        @NotNull(
                message =
                        "is not set: name a file in known_hosts form with the head's host key; ssh-keyscan writes one")
        Path knownHosts,

        @NotNull(message = "is not set: name the Unix socket of the signer")
        Path signerSocket,

        @NotBlank(message = "is not set: name the Unix user that reads the state of the cluster")
        String pollUser,

        @DefaultValue("/usr/local/bin:/usr/bin:/bin")
        @Pattern(
                regexp = "/[A-Za-z0-9._/-]*(:/[A-Za-z0-9._/-]*)*",
                message = "is not a path: give absolute directories joined by colons")
        String commandPath,

        @DefaultValue("2s") @DurationMin(millis = 500, message = "is too often: give half a second or more")
        Duration pollEvery) {}
