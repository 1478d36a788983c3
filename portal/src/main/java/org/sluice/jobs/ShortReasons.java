package org.sluice.jobs;

import java.util.Collection;
import java.util.Map;
import org.sluice.access.Viewer;
import org.sluice.slurm.JobKey;

/** Why jobs failed, in a few words; a room that looks into what they wrote tells it. */
public interface ShortReasons {
    /** What is known, as far as the viewer may know it; jobs of which nothing is known are missing. */
    Map<JobKey, String> of(Collection<Job> jobs, Viewer viewer);
}
