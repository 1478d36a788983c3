package org.sluice.assistant;

import org.sluice.access.Viewer;
import org.sluice.jobs.Job;

/** The person in whose name something is read, and the job; asked anew for each call, never taken from the model. */
record Looking(Viewer viewer, Job job) {}
