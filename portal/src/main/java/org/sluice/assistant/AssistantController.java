package org.sluice.assistant;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.util.Map;
import org.sluice.access.OpenSessions;
import org.sluice.access.Routes;
import org.sluice.access.Viewer;
import org.sluice.jobs.Job;
import org.sluice.jobs.Jobs;
import org.sluice.web.EventStream;
import org.sluice.web.EventStreams;
import org.sluice.web.NotFound;
import org.springframework.context.annotation.Bean;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/** The panel of a job's page in which one asks about it, and the stream on which the answer comes. */
@Controller
class AssistantController {
    private static final int LONGEST_QUESTION = 2_000;

    private final Jobs jobs;
    private final org.sluice.assistant.Model model;
    private final Answers answers;
    private final Conversations conversations;
    private final OpenSessions sessions;
    private final EventStreams streams;

    AssistantController(
            Jobs jobs,
            org.sluice.assistant.Model model,
            Answers answers,
            Conversations conversations,
            OpenSessions sessions,
            EventStreams streams) {
        this.jobs = jobs;
        this.model = model;
        this.answers = answers;
        this.conversations = conversations;
        this.sessions = sessions;
        this.streams = streams;
    }

    @Bean
    static Routes assistantRoutes() {
        return Routes.of("assistant")
                .forViewers("/jobs/*/assistant", "/jobs/*/assistant/*/live", "/jobs/*/assistant/*/stop");
    }

    @GetMapping("/jobs/{id}/assistant")
    String panel(@PathVariable String id, Viewer viewer, HttpSession session, Model page) {
        Job job = jobs.require(id, viewer);
        page.addAttribute("job", job);
        page.addAttribute("address", id);
        page.addAttribute("configured", model.isConfigured());
        page.addAttribute("modelName", model.name());
        page.addAttribute("suggestions", Suggestions.of(job));
        page.addAttribute(
                "turns",
                conversations.answers(session.getId(), viewer, job).stream()
                        .map(TurnView::of)
                        .toList());
        return "assistant/_panel";
    }

    @PostMapping("/jobs/{id}/assistant")
    ResponseEntity<Map<String, String>> ask(
            @PathVariable String id,
            @RequestParam(defaultValue = "") String question,
            Viewer viewer,
            HttpSession session) {
        Job job = jobs.require(id, viewer);
        String asked = question.strip();
        if (!model.isConfigured()) {
            return problem(HttpStatus.CONFLICT, "No model is configured.");
        }
        if (asked.isEmpty() || asked.length() > LONGEST_QUESTION) {
            return problem(
                    HttpStatus.UNPROCESSABLE_CONTENT, "Ask something, in at most " + LONGEST_QUESTION + " characters.");
        }
        try {
            Answer answer = answers.begin(
                    asked, new Asker(sessions.of(viewer, session), id), conversations.of(session.getId(), viewer, job));
            return ResponseEntity.accepted().body(Map.of("answer", answer.id()));
        } catch (AnswerRefused refused) {
            return problem(HttpStatus.TOO_MANY_REQUESTS, refused.why());
        }
    }

    @GetMapping(path = "/jobs/{id}/assistant/{answer}/live", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    SseEmitter live(
            @PathVariable String id,
            @PathVariable String answer,
            @RequestHeader(name = "Last-Event-ID", defaultValue = "-1") int last,
            Viewer viewer,
            HttpSession session,
            HttpServletRequest request,
            HttpServletResponse response) {
        response.setHeader("X-Accel-Buffering", "no");
        Answer wanted = find(id, answer, viewer, session);
        EventStream stream = streams.open(viewer.login(), request, Answer.MOST_WAITING);
        wanted.listen(last + 1, stream);
        return stream.emitter();
    }

    @PostMapping("/jobs/{id}/assistant/{answer}/stop")
    ResponseEntity<Void> stop(
            @PathVariable String id, @PathVariable String answer, Viewer viewer, HttpSession session) {
        find(id, answer, viewer, session).stop();
        return ResponseEntity.noContent().build();
    }

    /** Only among this person's own answers about this job in this session. */
    private Answer find(String id, String answer, Viewer viewer, HttpSession session) {
        return conversations.answers(session.getId(), viewer, jobs.require(id, viewer)).stream()
                .filter(each -> each.id().equals(answer))
                .findFirst()
                .orElseThrow(NotFound::new);
    }

    private static ResponseEntity<Map<String, String>> problem(HttpStatus status, String words) {
        return ResponseEntity.status(status).body(Map.of("problem", words));
    }
}
