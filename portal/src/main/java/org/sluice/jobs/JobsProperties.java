package org.sluice.jobs;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How jobs are kept.
 *
 * @param catchUp how far back a portal that starts for the first time fetches ended jobs from accounting; 0 for not at all
 */
@ConfigurationProperties("sluice.jobs")
record JobsProperties(@DefaultValue("7d") Duration catchUp) {
    JobsProperties {
        if (catchUp.isNegative()) {
            throw new IllegalArgumentException("sluice.jobs.catch-up: give a time such as 7d, or 0 for none");
        }
    }
}
