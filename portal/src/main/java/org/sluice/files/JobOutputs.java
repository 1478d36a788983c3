package org.sluice.files;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.sluice.access.Viewer;
import org.sluice.jobs.Job;
import org.sluice.jobs.Jobs;
import org.sluice.remote.Answer;
import org.sluice.remote.AnswerLost;
import org.sluice.remote.ClusterUnreachable;
import org.sluice.remote.Command;
import org.sluice.remote.FileMissing;
import org.sluice.remote.FileRefused;
import org.sluice.remote.RemoteFiles;
import org.sluice.remote.RemoteShell;
import org.springframework.stereotype.Component;

/**
 * The output of a job as its lines, read as the viewer. Of a file over a mebibyte the first 64 KiB and the last mebibyte
 * are read, and the head counts the lines between.
 */
@Component
public class JobOutputs {
    private static final int BEGINNING_BYTES = 64 * 1024;
    private static final int END_BYTES = 1024 * 1024;
    private static final Duration DEADLINE = Duration.ofSeconds(10);
    private static final Duration COUNT_LIMIT = Duration.ofSeconds(10);

    private final Jobs jobs;
    private final RemoteFiles files;
    private final RemoteShell shell;
    private final Clock clock;

    JobOutputs(Jobs jobs, RemoteFiles files, RemoteShell shell, Clock clock) {
        this.jobs = jobs;
        this.files = files;
        this.shell = shell;
        this.clock = clock;
    }

    /** What the viewer can read; it never fails. */
    public JobOutput read(Viewer viewer, Job job) {
        JobFile output = JobFile.output(job);
        if (!output.isNamed()) {
            return JobOutput.nothing(NothingToRead.notNamed(job), false);
        }
        JobOutput out = read(viewer, job, output);
        JobFile errors = JobFile.errors(job, jobs.recordOf(job));
        return errors.isNamed() ? out.and(read(viewer, job, errors)) : out;
    }

    private JobOutput read(Viewer viewer, Job job, JobFile file) {
        if (file.isNowhere()) {
            return JobOutput.nothing(NothingToRead.NOWHERE, false);
        }
        try {
            return file.at(path -> read(viewer, path, file.error()));
        } catch (FileMissing e) {
            return JobOutput.nothing(NothingToRead.missing(job, file.name(), clock.instant()), false);
        } catch (FileRefused e) {
            return JobOutput.nothing(String.valueOf(e.getMessage()), true);
        } catch (ClusterUnreachable | AnswerLost e) {
            return JobOutput.nothing(String.valueOf(e.getMessage()), false);
        }
    }

    private JobOutput read(Viewer viewer, String path, boolean error) {
        long size = files.stat(viewer.acting(), path, DEADLINE).sizeBytes();
        if (size > END_BYTES) {
            return beginningAndEnd(viewer, path, error, size);
        }
        OutputLines all = OutputLines.of(path, error, 1, part(viewer, path, 0, END_BYTES));
        return new JobOutput(all.kept(), all.whole(), null, false);
    }

    private JobOutput beginningAndEnd(Viewer viewer, String path, boolean error, long size) {
        List<OutputLine> beginning = OutputLines.of(path, error, 1, part(viewer, path, 0, BEGINNING_BYTES))
                .kept();
        String end = part(viewer, path, size - END_BYTES, END_BYTES);
        String wholeLines = end.substring(end.indexOf('\n') + 1);
        // a line longer than what is read, such as a progress bar's: its end is all there is
        String last = wholeLines.isEmpty() ? end : wholeLines;
        long first = count(viewer, path) - OutputLines.ends(last) + 1;
        // the last line of the beginning is cut, and in a file not much longer than both they overlap
        List<OutputLine> lines = new ArrayList<>(beginning.subList(0, Math.max(0, beginning.size() - 1)));
        lines.removeIf(line -> line.number() >= first);
        lines.addAll(OutputLines.of(path, error, first, last).kept());
        return new JobOutput(List.copyOf(lines), false, null, false);
    }

    private String part(Viewer viewer, String path, long offset, int bytes) {
        return new String(
                files.read(viewer.acting(), path, offset, bytes, DEADLINE).bytes(), StandardCharsets.UTF_8);
    }

    /** Line ends in the whole file. */
    private long count(Viewer viewer, String path) {
        Answer answer = shell.run(
                viewer.acting(), Command.of("wc", "-l", "--", path).within(COUNT_LIMIT), COUNT_LIMIT.plus(DEADLINE));
        String number = answer.output().strip().split("\\s+", 2)[0];
        if (!answer.succeeded() || !number.matches("\\d{1,15}")) {
            throw new AnswerLost(AnswerLost.Way.OUT_OF_TIME, "The lines of " + path + " could not be counted in time.");
        }
        return Long.parseLong(number);
    }
}
