package org.sluice.access;

import jakarta.validation.constraints.NotNull;
import java.nio.file.Path;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Who may sign in and what they see.
 *
 * @param accountsFile YAML file of the local accounts; the portal reads it and never writes it
 * @param visibility what people see of each other's jobs: private (nothing), account (jobs of accounts they belong
 *     to) or cluster (everything)
 * @param idleAfter a session ends after this long without anything done by hand (live updates do not count)
 * @param longestSession a session ends this long after signing in, whatever happens in it
 */
@Validated
@ConfigurationProperties("sluice.access")
record AccessProperties(
        @NotNull(message = "is not set: name the YAML file of the local accounts")
        Path accountsFile,

        @DefaultValue("private") Visibility.Mode visibility,
        @DefaultValue("8h") Duration idleAfter,
        @DefaultValue("24h") Duration longestSession) {}
