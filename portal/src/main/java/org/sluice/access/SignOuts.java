package org.sluice.access;

import org.sluice.web.LiveStreams;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.event.EventListener;
import org.springframework.security.authentication.event.LogoutSuccessEvent;
import org.springframework.stereotype.Component;

/** Has what outlives a request look at once whether its session still stands, as soon as somebody has signed out. */
@Component
class SignOuts {
    private final LiveStreams streams;
    private final ApplicationEventPublisher events;

    SignOuts(LiveStreams streams, ApplicationEventPublisher events) {
        this.streams = streams;
        this.events = events;
    }

    @EventListener
    void signedOut(LogoutSuccessEvent out) {
        String login = out.getAuthentication().getName();
        streams.closeEnded(login);
        events.publishEvent(new SignedOut(login));
    }
}
