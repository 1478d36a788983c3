package org.sluice.jobs;

import org.jspecify.annotations.Nullable;

/**
 * What a list says of a job beyond its row.
 *
 * @param address where it has its page, see {@link JobAddress}
 * @param cancelledBy Unix user; null when nobody cancelled it, or nobody told who
 */
record JobListing(String address, @Nullable String cancelledBy) {
    static JobListing of(Job job) {
        return new JobListing(job.id().toString(), null);
    }
}
