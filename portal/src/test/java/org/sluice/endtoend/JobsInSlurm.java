package org.sluice.endtoend;

import java.util.Set;
import java.util.TreeSet;

/** The jobs of a submission as Slurm's own commands tell them to root, whatever the portal believes. */
final class JobsInSlurm {
    private JobsInSlurm() {}

    /** Ids of the jobs whose comment begins with the key, in the queue or in accounting. */
    static Set<String> ofSubmission(String key) {
        Set<String> jobs = new TreeSet<>();
        add(jobs, key, Machine.root("squeue", "--all", "--noheader", "--states=all", "--format=%A|%k"));
        add(jobs, key, Machine.root("sacct", "-anXP", "--starttime=now-2hours", "--format=jobidraw,comment"));
        return jobs;
    }

    private static void add(Set<String> jobs, String key, Machine.Said said) {
        if (said.status() != 0) {
            throw new AssertionError("Slurm does not answer: " + said.words());
        }
        said.words().lines().map(line -> line.split("\\|", 2)).forEach(fields -> {
            if (fields.length == 2 && fields[1].startsWith("sluice:" + key)) {
                jobs.add(fields[0]);
            }
        });
    }
}
