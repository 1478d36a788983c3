package org.sluice.access;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.ServletException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockFilterChain;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.mock.web.MockHttpSession;

class SessionEndsTests {
    private static final Duration IDLE = Duration.ofHours(8);
    private static final Duration LONGEST = Duration.ofHours(24);

    private final MockHttpSession session = new MockHttpSession();
    private final Instant made = Instant.ofEpochMilli(session.getCreationTime());

    private Instant now = made;

    private final SessionEnds ends = new SessionEnds(
            new AccessProperties(Path.of("accounts.yml"), Visibility.Mode.PRIVATE, IDLE, LONGEST), clock(() -> now));

    @Test
    void endsASessionNobodyUsesByHand() throws Exception {
        after(Duration.ZERO, byHand());
        after(IDLE, byHand());
        assertThat(session.isInvalid()).isFalse();
        after(IDLE.plusHours(8).plusSeconds(1), byHand());
        assertThat(session.isInvalid()).isTrue();
    }

    @Test
    void countsWhatThePageAsksForByItselfAsNoUse() throws Exception {
        after(Duration.ZERO, byHand());
        for (int hour = 1; hour <= IDLE.toHours(); hour++) {
            after(Duration.ofHours(hour), liveUpdate());
            after(Duration.ofHours(hour), stream());
        }
        assertThat(session.isInvalid()).isFalse();
        after(IDLE.plusSeconds(1), liveUpdate());
        assertThat(session.isInvalid()).isTrue();
    }

    @Test
    void endsTheLongestSessionHoweverMuchItIsUsed() throws Exception {
        for (int hour = 0; hour <= LONGEST.toHours(); hour++) {
            after(Duration.ofHours(hour), byHand());
        }
        assertThat(session.isInvalid()).isFalse();
        after(LONGEST.plusSeconds(1), byHand());
        assertThat(session.isInvalid()).isTrue();
    }

    @Test
    void makesNoSessionForWhoHasNone() throws Exception {
        MockHttpServletRequest request = new MockHttpServletRequest("GET", "/sign-in");
        ends.doFilter(request, new MockHttpServletResponse(), new MockFilterChain());
        assertThat(request.getSession(false)).isNull();
    }

    private void after(Duration sinceMade, MockHttpServletRequest request) throws ServletException, IOException {
        now = made.plus(sinceMade);
        request.setSession(session);
        ends.doFilter(request, new MockHttpServletResponse(), new MockFilterChain());
    }

    private static MockHttpServletRequest byHand() {
        return new MockHttpServletRequest("GET", "/jobs");
    }

    private static MockHttpServletRequest liveUpdate() {
        MockHttpServletRequest request = byHand();
        request.addHeader(SessionEnds.LIVE_HEADER, "true");
        return request;
    }

    private static MockHttpServletRequest stream() {
        MockHttpServletRequest request = byHand();
        request.addHeader("Accept", "text/event-stream");
        return request;
    }

    private static Clock clock(InstantSource source) {
        return source.withZone(ZoneOffset.UTC);
    }
}
