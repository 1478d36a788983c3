package org.sluice.access;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One line of the audit: who asked for what, and what came of it.
 *
 * @param action Slurm's command or the portal's own word, for example {@code scancel} or {@code sign-in}
 * @param object what it was done to, for example {@code job 4711} or {@code node a1}
 * @param outcome {@code done}, {@code refused}, {@code not done} or {@code not known}
 * @param detail the words of whoever refused, or the reason given
 */
public record AuditEntry(
        Instant at,
        String login,
        String unixUser,
        String action,
        String object,
        String outcome,
        @Nullable String detail) {}
