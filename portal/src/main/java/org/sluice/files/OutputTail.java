package org.sluice.files;

import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sluice.access.OpenSession;
import org.sluice.access.Viewer;
import org.sluice.jobs.Job;
import org.sluice.remote.ClusterUnreachable;
import org.sluice.remote.FileMissing;
import org.sluice.remote.FilePart;
import org.sluice.remote.FileRefused;
import org.sluice.remote.RemoteFiles;
import org.sluice.web.EventStream;
import org.sluice.web.NotFound;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;
import tools.jackson.databind.ObjectMapper;

/**
 * One person watching one output: each turn sends what was written since the last one, at most 64 KiB; who is further
 * behind than 256 KiB is told how much was left out. It ends when the job has ended and the file is read to its
 * end, when the session has ended, or when nobody listens any more.
 */
class OutputTail {
    private static final Logger log = LoggerFactory.getLogger(OutputTail.class);
    private static final int PART_BYTES = 64 * 1024;
    private static final int FURTHEST_BEHIND_BYTES = 256 * 1024;
    private static final Duration DEADLINE = Duration.ofSeconds(10);
    /** Turns without anything new after the job's end before the stream ends: writes may still be on their way. */
    private static final int QUIET_TURNS_AT_END = 3;
    /** Turns, of a second each, after which the session is asked again. */
    private static final int TURNS_UNTIL_ASKED = 30;

    /** What the page gets of a part: its text, where the next one begins, and bytes left out before it. */
    record Chunk(String text, long next, long skipped) {}

    /**
     * What is watched.
     *
     * @param job asked anew each turn, as the viewer: a job that may no longer be seen ends the stream
     * @param file of the job as it is then
     */
    record Watched(Function<Viewer, Job> job, Function<Job, JobFile> file) {}

    private final RemoteFiles files;
    private final OpenSession session;
    private final EventStream stream;
    private final Watched watched;
    private final ObjectMapper json;
    private final Clock clock;
    private final GrowingText text = new GrowingText();
    private final TerminalText terminal = new TerminalText();
    private long from;
    private int turns;
    private int quietTurns;
    /** Whether the session is to be asked in the next turn. */
    private volatile boolean asks;

    private Viewer viewer;
    private String lastNote = "";
    private String named = "";

    /**
     * A tail that begins at a byte of the file.
     *
     * @param viewer who opened it; the session is asked again every 30 turns who they are by then
     */
    OutputTail(
            RemoteFiles files,
            OpenSession session,
            EventStream stream,
            Viewer viewer,
            Watched watched,
            long from,
            ObjectMapper json,
            Clock clock) {
        this.files = files;
        this.session = session;
        this.stream = stream;
        this.viewer = viewer;
        this.watched = watched;
        this.from = from;
        this.json = json;
        this.clock = clock;
    }

    EventStream stream() {
        return stream;
    }

    String login() {
        return session.login();
    }

    /** Has the next turn ask the session. */
    void askSession() {
        asks = true;
    }

    /** A reader who has not taken the last part yet gets no further one. */
    void turn() {
        if (stream.isOver() || stream.isBehind()) {
            return;
        }
        try {
            if (!isStillThere()) {
                stream.close();
                return;
            }
            Job now = watched.job().apply(viewer);
            JobFile file = watched.file().apply(now);
            if (!file.isNamed()) {
                note(NothingToRead.notNamed(now));
                quiet(now);
            } else if (file.isNowhere()) {
                note(NothingToRead.NOWHERE);
                quiet(now);
            } else {
                name(file.name());
                read(now, file);
            }
        } catch (NotFound e) {
            stream.close();
        } catch (RuntimeException e) {
            log.warn("The live output of {} ends: the portal could not go on with it", named, e);
            stream.close();
        }
    }

    /** Says something even when the job is silent: only so a reader who has gone is noticed. */
    private boolean isStillThere() {
        if (turns++ % TURNS_UNTIL_ASKED == 0 || asks) {
            asks = false;
            Optional<Viewer> now = session.viewer();
            if (now.isEmpty()) {
                return false;
            }
            viewer = now.get();
            stream.send(SseEmitter.event().comment("still here"));
        }
        return true;
    }

    /** The page may have been there before Slurm named the file. */
    private void name(String path) {
        if (!path.equals(named)) {
            named = path;
            send("path", path);
        }
    }

    private void read(Job now, JobFile file) {
        try {
            FilePart part = part(file, from);
            long skipped = Math.max(0, part.sizeBytes() - from - FURTHEST_BEHIND_BYTES);
            if (skipped > 0) {
                part = part(file, from + skipped);
            }
            if (part.bytes().length > 0) {
                from = part.next();
                send(part.bytes(), skipped);
                quietTurns = 0;
                lastNote = "";
            } else if (part.sizeBytes() < from) {
                from = 0;
                note("The file was overwritten; it is shown from its start.");
            } else {
                quiet(now);
            }
        } catch (FileMissing e) {
            note(NothingToRead.missing(now, file.name(), clock.instant()));
            quiet(now);
        } catch (FileRefused e) {
            note(e.getMessage());
            quiet(now);
        } catch (ClusterUnreachable e) {
            note(e.getMessage());
        }
    }

    private FilePart part(JobFile file, long at) {
        return file.at(path -> files.read(viewer.acting(), path, at, PART_BYTES, DEADLINE));
    }

    private void quiet(Job now) {
        if (now.live()) {
            quietTurns = 0;
        } else if (++quietTurns >= QUIET_TURNS_AT_END) {
            send("end", "The job has ended; this is all it wrote.");
            stream.close();
        }
    }

    private void note(String words) {
        if (!words.equals(lastNote)) {
            lastNote = words;
            send("note", words);
        }
    }

    /** The next byte is the event's id too: a browser that connects again by itself says which event it had last. */
    private void send(byte[] bytes, long skipped) {
        String shown = terminal.next(text.next(bytes));
        long next = from - text.waiting();
        stream.send(SseEmitter.event()
                .id(Long.toString(next))
                .name("chunk")
                .data(json.writeValueAsString(new Chunk(shown, next, skipped))));
    }

    private void send(String event, Object data) {
        stream.send(event, json.writeValueAsString(data));
    }
}
