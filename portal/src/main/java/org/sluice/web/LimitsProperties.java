package org.sluice.web;

import jakarta.validation.constraints.Min;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How much of what all share one person, or one address, may take at a time.
 *
 * @param streamsAPerson live streams one person may have open, over all their pages
 * @param streamsAnAddress live streams that may be open to one address; many people may share it
 * @param streamsInAll live streams that may be open together; each takes about 100 KB of the heap
 * @param requestsAtOnce requests of one address that the portal answers at the same time, streams not counted; more
 *     get 429. Raise it where many people share an address, or where a gateway's {@code X-Forwarded-For} does not count
 * @param slowFormsAnAddress forms of one address that may be on their way, begun and not yet whole; more get 503
 * @param slowFormsInAll forms that may be on their way together; keep it well below {@code server.tomcat.threads.max}
 */
@Validated
@ConfigurationProperties("sluice.limits")
record LimitsProperties(
        @DefaultValue("32") @Min(1) int streamsAPerson,
        @DefaultValue("500") @Min(1) int streamsAnAddress,
        @DefaultValue("1000") @Min(1) int streamsInAll,
        @DefaultValue("60") @Min(1) int requestsAtOnce,
        @DefaultValue("16") @Min(1) int slowFormsAnAddress,
        @DefaultValue("100") @Min(1) int slowFormsInAll) {}
