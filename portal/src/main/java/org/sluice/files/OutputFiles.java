package org.sluice.files;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.sluice.access.Viewer;
import org.sluice.jobs.Job;
import org.sluice.remote.ClusterUnreachable;
import org.sluice.remote.FileFacts;
import org.sluice.remote.FileMissing;
import org.sluice.remote.FileRefused;
import org.sluice.remote.RemoteFiles;
import org.springframework.stereotype.Component;

/** The output file of a job as a viewer finds it: its newest part, or why there is nothing to show. */
@Component
class OutputFiles {
    static final int SHOWN_BYTES = 64 * 1024;
    private static final Duration DEADLINE = Duration.ofSeconds(10);

    /**
     * What there is to show.
     *
     * @param from byte at which the text begins; above 0 when the file is longer than what is shown
     * @param next byte at which the next part will begin
     * @param problem why there is no text, in words for a person; null when there is
     * @param refused whether the cluster itself refused the viewer
     */
    record Shown(
            String text, long from, long next, @Nullable String problem, boolean refused) {
        static Shown nothing(String problem) {
            return new Shown("", 0, 0, problem, false);
        }
    }

    private final RemoteFiles files;

    OutputFiles(RemoteFiles files) {
        this.files = files;
    }

    Shown end(Viewer viewer, Job job) {
        String path = job.stdOut();
        if (path == null) {
            return Shown.nothing("The output file is not known yet; Slurm names it when the job starts.");
        }
        try {
            FileFacts facts = files.stat(viewer.acting(), path, DEADLINE);
            long from = Math.max(0, facts.sizeBytes() - SHOWN_BYTES);
            byte[] bytes = files.read(viewer.acting(), path, from, SHOWN_BYTES, DEADLINE)
                    .bytes();
            String text = new String(bytes, StandardCharsets.UTF_8);
            return new Shown(from > 0 ? fromWholeLine(text) : text, from, from + bytes.length, null, false);
        } catch (FileMissing e) {
            return Shown.nothing(
                    job.live() ? "The job has not written anything yet." : "There is no output file: " + path);
        } catch (FileRefused e) {
            return new Shown("", 0, 0, e.getMessage(), true);
        } catch (ClusterUnreachable e) {
            return Shown.nothing(e.getMessage());
        }
    }

    private static String fromWholeLine(String text) {
        return text.substring(text.indexOf('\n') + 1);
    }
}
