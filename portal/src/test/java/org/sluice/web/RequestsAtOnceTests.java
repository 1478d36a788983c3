package org.sluice.web;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

/** How many requests of one address are answered at once. */
class RequestsAtOnceTests {
    private final RequestsAtOnce atOnce = new RequestsAtOnce(new LimitsProperties(1, 1, 1, 2, 1, 1));

    @Test
    void anAddressHasSoManyAndAnotherItsOwn() throws IOException {
        List<MockHttpServletResponse> answers = new ArrayList<>();

        answers.add(answer(
                "10.0.0.1",
                () -> answers.add(answer("10.0.0.1", () -> {
                    answers.add(answer("10.0.0.1", () -> {}));
                    answers.add(answer("10.0.0.2", () -> {}));
                }))));
        answers.add(answer("10.0.0.1", () -> {}));

        assertThat(answers).extracting(MockHttpServletResponse::getStatus).containsExactly(429, 200, 200, 200, 200);
        assertThat(answers.get(0).getHeader("Retry-After")).isEqualTo("5");
        assertThat(answers.get(0).getContentAsString()).startsWith("The portal answers 2 requests of your address");
    }

    private MockHttpServletResponse answer(String address, Runnable work) {
        MockHttpServletRequest request = new MockHttpServletRequest("GET", "/jobs");
        request.setRemoteAddr(address);
        MockHttpServletResponse response = new MockHttpServletResponse();
        FilterChain chain = (read, written) -> work.run();
        try {
            atOnce.doFilter(request, response, chain);
        } catch (IOException | ServletException e) {
            throw new AssertionError(e);
        }
        return response;
    }
}
