package org.sluice.access;

import java.util.Optional;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * The service users: the poller reads what everybody may read and never acts for a person; telemetry opens streams to
 * the workers' exporters and can do nothing else.
 */
@Component
public class ServiceUsers {
    private final ActingUser poller;
    private final Optional<ActingUser> telemetry;

    ServiceUsers(
            @Value("${sluice.cluster.poll-user}") String pollUser,
            @Value("${sluice.telemetry.user:}") String telemetryUser) {
        this.poller = new ActingUser(pollUser, "poller");
        this.telemetry = Optional.of(telemetryUser)
                .filter(user -> !user.isBlank())
                .map(user -> new ActingUser(user, "telemetry"));
    }

    public ActingUser poller() {
        return poller;
    }

    /** Empty where the site reads no GPUs. */
    public Optional<ActingUser> telemetry() {
        return telemetry;
    }
}
