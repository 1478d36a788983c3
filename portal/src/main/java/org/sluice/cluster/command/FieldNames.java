package org.sluice.cluster.command;

import java.util.List;
import java.util.Optional;

/**
 * What Slurm's versions call the same thing, the newest first. A name is taken wherever it stands, whatever version the
 * answer comes from.
 */
enum FieldNames {
    /** scontrol show job: AllocTRES (seen in 24.11); 22.05 has one TRES for both. */
    ALLOCATED_TRES(List.of("AllocTRES", "TRES")),
    /** scontrol show job: ReqTRES (seen in 24.11); 22.05 has one TRES for both. */
    REQUESTED_TRES(List.of("ReqTRES", "TRES"));

    @SuppressWarnings("ImmutableEnumChecker")
    private final List<String> names;

    FieldNames(List<String> names) {
        this.names = names;
    }

    /** The value under whichever name stands there; empty under none. */
    String in(KeyValues record) {
        return names.stream()
                .map(record::find)
                .flatMap(Optional::stream)
                .findFirst()
                .orElse("");
    }
}
