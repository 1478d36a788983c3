package org.sluice.access;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.mock.web.MockFilterChain;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

class SessionCookieTests {
    @Test
    void takesWhatASessionIsCalled() {
        assertThat(SessionCookie.isSessionId(encoded(UUID.randomUUID().toString())))
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"\0", "\0\0\0", "\uFFFF", "'; drop table audit", "1234"})
    void leavesOutWhatWouldReachTheDatabaseAsItIs(String id) {
        assertThat(SessionCookie.isSessionId(encoded(id))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "%00", "AA\0A", "====", "not base64!"})
    void leavesOutWhatIsNotEncoded(String value) {
        assertThat(SessionCookie.isSessionId(value)).isFalse();
        assertThat(SessionCookie.isSessionId(null)).isFalse();
    }

    @Test
    void leavesItOutOfTheRequestForAnErrorPageToo() throws Exception {
        MockHttpServletRequest request = new MockHttpServletRequest();
        request.setDispatcherType(DispatcherType.ERROR);
        request.setAttribute(RequestDispatcher.ERROR_REQUEST_URI, "/nothing");
        request.setCookies(new Cookie("SESSION", encoded("\0")), new Cookie("OTHER", "kept"));
        MockFilterChain chain = new MockFilterChain();

        new SessionCookie("SESSION").doFilter(request, new MockHttpServletResponse(), chain);

        assertThat(chain.getRequest())
                .isInstanceOfSatisfying(
                        HttpServletRequest.class,
                        passedOn -> assertThat(passedOn.getCookies())
                                .extracting(Cookie::getName)
                                .containsExactly("OTHER"));
    }

    private static String encoded(String id) {
        return Base64.getEncoder().encodeToString(id.getBytes(StandardCharsets.UTF_8));
    }
}
