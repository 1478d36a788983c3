package org.sluice.files;

import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.sluice.jobs.Job;
import org.sluice.jobs.JobRecord;
import org.sluice.remote.FileMissing;

/**
 * A file that a job writes.
 *
 * @param error whether it is the error file, where errors go to a file of their own
 * @param names the paths it can have on the cluster, the likeliest first; none while that is not known
 */
record JobFile(boolean error, List<String> names) {
    private static final String NOWHERE = "/dev/null";

    static JobFile output(Job job) {
        return new JobFile(false, names(job, job.stdOut()));
    }

    /**
     * Without names where errors go into the output file, or nowhere, and as long as it is not known where the output
     * goes: until then nobody can say that the errors go elsewhere.
     */
    static JobFile errors(Job job, JobRecord record) {
        String told = record.stdErr();
        String output = job.stdOut();
        boolean own = told != null && output != null && !told.equals(output) && !told.equals(NOWHERE);
        return new JobFile(true, own ? names(job, told) : List.of());
    }

    private static List<String> names(Job job, @Nullable String told) {
        return told == null || told.isEmpty() ? List.of() : FileNamePattern.names(job, told);
    }

    boolean isNamed() {
        return !names.isEmpty();
    }

    /** Whether what is written to it is gone. */
    boolean isNowhere() {
        return names.equals(List.of(NOWHERE));
    }

    /** The likeliest path. */
    String name() {
        return names.get(0);
    }

    /**
     * Does something with the file under the first name that exists.
     *
     * @throws FileMissing when there is none of them
     */
    <T> T at(Function<String, T> work) {
        for (String other : names.subList(0, names.size() - 1)) {
            try {
                return work.apply(other);
            } catch (FileMissing next) {
                // the file may have its other name
            }
        }
        return work.apply(names.get(names.size() - 1));
    }
}
