package org.sluice.jobs;

import org.jspecify.annotations.Nullable;

/**
 * What a list says of a job beyond its row.
 *
 * @param address where it has its page, see {@link JobAddress}
 * @param cancelledBy Unix user; null when nobody cancelled it, or it is not known who
 * @param reason why it failed in a few words, found in what it wrote; null where that is not known, or not for the viewer
 */
record JobListing(
        String address,
        @Nullable String cancelledBy,
        @Nullable String reason) {
    JobListing(String address, @Nullable String cancelledBy) {
        this(address, cancelledBy, null);
    }

    static JobListing of(Job job) {
        return new JobListing(job.id().toString(), null);
    }

    JobListing because(@Nullable String words) {
        return new JobListing(address, cancelledBy, words);
    }
}
