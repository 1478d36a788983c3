package org.sluice.access;

import java.time.Instant;

/**
 * How often a login was tried from an address within an hour.
 *
 * @param at the first time
 * @param lastAt the last time
 * @param outcome {@code done} or {@code refused}
 */
record SignInCount(Instant at, Instant lastAt, String login, String address, String outcome, int times) {}
