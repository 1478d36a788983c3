package org.sluice.access;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.sluice.web.LiveStreams;
import org.sluice.web.NotFound;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/** The one live stream of a page: the topics it asks for, as far as its viewer may hear them. */
@Controller
class LiveController {
    private static final int MOST_TOPICS = 200;

    private final LiveStreams streams;
    private final List<LiveTopic> offers;
    private final OpenSessions sessions;

    LiveController(LiveStreams streams, List<LiveTopic> offers, OpenSessions sessions) {
        this.streams = streams;
        this.offers = offers;
        this.sessions = sessions;
    }

    @GetMapping(path = "/live", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    SseEmitter live(
            Viewer viewer,
            @RequestParam List<String> topic,
            @RequestParam(defaultValue = "") String since,
            HttpSession session,
            HttpServletRequest request,
            HttpServletResponse response) {
        if (topic.size() > MOST_TOPICS) {
            throw new ResponseStatusException(HttpStatus.BAD_REQUEST, "at most " + MOST_TOPICS + " topics");
        }
        Set<String> topics = new LinkedHashSet<>(topic);
        if (!mayHear(viewer, topics)) {
            throw new NotFound();
        }
        response.setHeader("X-Accel-Buffering", "no");
        return streams.open(new SignedInListener(sessions.of(viewer, session), topics), topics, since, request);
    }

    private boolean mayHear(Viewer viewer, Set<String> topics) {
        return topics.stream()
                .allMatch(topic -> offers.stream()
                        .filter(offer -> offer.offers(topic))
                        .findFirst()
                        .filter(offer -> offer.mayHear(viewer, topic))
                        .isPresent());
    }

    private class SignedInListener implements LiveStreams.Listener {
        private final OpenSession session;
        private final Set<String> topics;

        SignedInListener(OpenSession session, Set<String> topics) {
            this.session = session;
            this.topics = topics;
        }

        @Override
        public String login() {
            return session.login();
        }

        @Override
        public boolean mayStillListen() {
            return session.viewer().filter(viewer -> mayHear(viewer, topics)).isPresent();
        }
    }
}
