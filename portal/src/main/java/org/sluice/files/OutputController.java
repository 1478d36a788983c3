package org.sluice.files;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import java.time.Clock;
import org.sluice.access.OpenSession;
import org.sluice.access.OpenSessions;
import org.sluice.access.Routes;
import org.sluice.access.Viewer;
import org.sluice.jobs.Job;
import org.sluice.jobs.Jobs;
import org.sluice.remote.RemoteFiles;
import org.sluice.web.EventStream;
import org.sluice.web.EventStreams;
import org.springframework.context.annotation.Bean;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;
import tools.jackson.databind.ObjectMapper;

/** The output of a job: its newest lines, and what is written from then on, read as the viewer. */
@Controller
class OutputController {
    /** A turn sends at most a part, its path and a note, and waits until they are read. */
    private static final int MOST_WAITING = 8;

    private final Jobs jobs;
    private final OutputFiles outputs;
    private final OutputTails tails;
    private final RemoteFiles files;
    private final OpenSessions sessions;
    private final EventStreams streams;
    private final ObjectMapper json;
    private final Clock clock;

    OutputController(
            Jobs jobs,
            OutputFiles outputs,
            OutputTails tails,
            RemoteFiles files,
            OpenSessions sessions,
            EventStreams streams,
            ObjectMapper json,
            Clock clock) {
        this.jobs = jobs;
        this.outputs = outputs;
        this.tails = tails;
        this.files = files;
        this.sessions = sessions;
        this.streams = streams;
        this.json = json;
        this.clock = clock;
    }

    @Bean
    static Routes fileRoutes() {
        return Routes.of("files").forViewers("/jobs/*/output", "/jobs/*/output/live");
    }

    @GetMapping("/jobs/{id}/output")
    String output(
            @PathVariable String id, @RequestParam(defaultValue = "false") boolean errors, Viewer viewer, Model model) {
        Job job = jobs.require(id, viewer);
        JobFile file = file(job, errors);
        model.addAttribute("job", job);
        model.addAttribute("address", id);
        model.addAttribute("errors", errors);
        model.addAttribute("more", !errors && file(job, true).isNamed());
        model.addAttribute("path", file.isNamed() ? file.name() : "");
        model.addAttribute("output", outputs.end(viewer, job, file));
        return "files/_output";
    }

    @GetMapping(path = "/jobs/{id}/output/live", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    SseEmitter live(
            @PathVariable String id,
            @RequestParam(defaultValue = "false") boolean errors,
            @RequestParam(defaultValue = "0") long from,
            @RequestHeader(name = "Last-Event-ID", defaultValue = "-1") long last,
            Viewer viewer,
            HttpSession session,
            HttpServletRequest request) {
        jobs.require(id, viewer);
        OutputTail.Watched watched = new OutputTail.Watched(now -> jobs.require(id, now), job -> file(job, errors));
        OpenSession open = sessions.of(viewer, session);
        EventStream stream = streams.open(viewer.login(), request, MOST_WAITING);
        tails.follow(new OutputTail(files, open, stream, viewer, watched, begin(from, last), json, clock));
        return stream.emitter();
    }

    /**
     * The first byte to send.
     *
     * @param from where the page's text ends
     * @param last what a browser that connects again has had since, see {@link OutputTail}; negative for nothing
     */
    static long begin(long from, long last) {
        return last >= 0 ? last : Math.max(0, from);
    }

    private JobFile file(Job job, boolean errors) {
        return errors ? JobFile.errors(job, jobs.recordOf(job)) : JobFile.output(job);
    }
}
