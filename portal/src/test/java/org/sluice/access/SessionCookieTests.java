package org.sluice.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

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

    private static String encoded(String id) {
        return Base64.getEncoder().encodeToString(id.getBytes(StandardCharsets.UTF_8));
    }
}
