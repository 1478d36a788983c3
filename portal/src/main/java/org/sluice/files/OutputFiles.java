package org.sluice.files;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
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
    private final Clock clock;

    OutputFiles(RemoteFiles files, Clock clock) {
        this.files = files;
        this.clock = clock;
    }

    Shown end(Viewer viewer, Job job, JobFile file) {
        if (!file.isNamed()) {
            return Shown.nothing(NothingToRead.notNamed(job));
        }
        if (file.isNowhere()) {
            return Shown.nothing(NothingToRead.NOWHERE);
        }
        try {
            return file.at(path -> end(viewer, path));
        } catch (FileMissing e) {
            return Shown.nothing(NothingToRead.missing(job, file.name(), clock.instant()));
        } catch (FileRefused e) {
            return new Shown("", 0, 0, e.getMessage(), true);
        } catch (ClusterUnreachable e) {
            return Shown.nothing(e.getMessage());
        }
    }

    private Shown end(Viewer viewer, String path) {
        FileFacts facts = files.stat(viewer.acting(), path, DEADLINE);
        long from = Math.max(0, facts.sizeBytes() - SHOWN_BYTES);
        byte[] bytes =
                files.read(viewer.acting(), path, from, SHOWN_BYTES, DEADLINE).bytes();
        GrowingText growing = new GrowingText();
        String read = growing.next(bytes);
        // what has only begun is left to the stream, which goes on from there
        String text = read.substring(0, TerminalText.unended(read));
        long left = growing.waiting() + (long) read.substring(text.length()).getBytes(StandardCharsets.UTF_8).length;
        return new Shown(
                TerminalText.ofLines(from > 0 ? fromWholeLine(text) : text),
                from,
                from + bytes.length - left,
                null,
                false);
    }

    /** Without the line that is cut at its beginning, unless it is the only one: its end is better than nothing. */
    private static String fromWholeLine(String text) {
        int first = text.indexOf('\n');
        return first < 0 || first == text.length() - 1 ? text : text.substring(first + 1);
    }
}
