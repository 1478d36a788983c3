package org.sluice.access;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/** The service users: the poller reads what everybody may read and never acts for a person. */
@Component
public class ServiceUsers {
    private final ActingUser poller;

    ServiceUsers(@Value("${sluice.cluster.poll-user}") String pollUser) {
        this.poller = new ActingUser(pollUser, "poller");
    }

    public ActingUser poller() {
        return poller;
    }
}
