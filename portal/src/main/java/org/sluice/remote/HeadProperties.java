package org.sluice.remote;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.nio.file.Path;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * The way to the cluster's head.
 *
 * @param host the head's address, as it stands in the known-hosts file
 * @param port the port of its sshd
 * @param knownHosts file in known_hosts form that pins the head's host key; no other key is accepted
 * @param signerSocket Unix socket of the signer, which makes the certificates people enter the head with
 * @param commandPath directories on the head in which Slurm's commands are looked for, joined by colons; nobody's own
 *     PATH counts
 */
@Validated
@ConfigurationProperties("sluice.cluster")
public record HeadProperties(
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

        @DefaultValue("/usr/local/bin:/usr/bin:/bin")
        @Pattern(
                regexp = "/[A-Za-z0-9._/-]*(:/[A-Za-z0-9._/-]*)*",
                message = "is not a path: give absolute directories joined by colons")
        String commandPath) {
    /** Where the head is as long as nobody says otherwise; its host key is pinned under this name wherever it is. */
    public HeadAddress address() {
        return new HeadAddress(host, port);
    }
}
