package org.sluice.web;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

/** What becomes of forms: those that have come, those that drip, and those that nobody can read. */
class FormBodiesTests {
    private static final String FORM = "application/x-www-form-urlencoded;charset=UTF-8";
    private static final Duration DRIP = Duration.ofSeconds(5);

    private final AtomicLong nanos = new AtomicLong();
    private final FormBodies bodies = new FormBodies(new LimitsProperties(1, 1, 1, 1, 1, 2), nanos::get);
    private final List<HttpServletRequest> passed = new ArrayList<>();

    @Test
    void fieldsOfTheAddressComeBeforeThoseOfTheBody() throws IOException {
        MockHttpServletRequest request = form("10.0.0.1", "words=from+body&f%C3%BCr=%E2%82%AC%26&flag&&=&a=b=c");
        request.setQueryString("words=from%20address&page=2");

        assertThat(statusOf(request)).isEqualTo(200);

        HttpServletRequest read = passed.get(0);
        assertThat(read.getParameter("words")).isEqualTo("from address");
        assertThat(read.getParameterValues("words")).containsExactly("from address", "from body");
        assertThat(read.getParameterMap().get("für")).containsExactly("€&");
        assertThat(read.getParameter("flag")).isEmpty();
        assertThat(read.getParameter("a")).isEqualTo("b=c");
        assertThat(read.getParameter("missing")).isNull();
        assertThat(read.getParameterValues("missing")).isNull();
        assertThat(List.copyOf(read.getParameterMap().keySet())).startsWith("words", "page", "für", "flag");
        assertThat(read.getReader().readLine()).startsWith("words=from+body&");
    }

    @Test
    void whatHasNeitherBodyNorQueryPassesAsItIs() {
        MockHttpServletRequest request = new MockHttpServletRequest("POST", "/submit");
        request.setParameter("set", "directly");

        assertThat(statusOf(request)).isEqualTo(200);
        assertThat(passed).containsExactly(request);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a=%", "a=%4", "a=%zz", "%=1", "a=%ff", "a=%C3", "a=b%00c", "%00=1", "a=%\uff11\uff11"})
    void aFieldThatCannotBeReadIsToldSoInAddressAndBody(String fields) throws IOException {
        MockHttpServletRequest inAddress = new MockHttpServletRequest("GET", "/jobs");
        inAddress.setQueryString(fields);

        for (HttpServletRequest request : List.of(inAddress, form("10.0.0.1", fields))) {
            MockHttpServletResponse answer = answer(request);
            assertThat(answer.getStatus()).isEqualTo(400);
            assertThat(answer.getContentType()).startsWith("text/plain");
            assertThat(answer.getContentAsString()).startsWith("The portal cannot read this request: one of its ");
        }
        assertThat(passed).isEmpty();
    }

    @Test
    void moreFieldsThanOneFormHasAreRefused() {
        assertThat(statusOf(form("10.0.0.1", "a&".repeat(FormFields.MOST)))).isEqualTo(200);
        assertThat(statusOf(form("10.0.0.1", "a&".repeat(FormFields.MOST + 1)))).isEqualTo(413);
    }

    @Test
    void aFormMayBeOfOneMebibyte() {
        assertThat(statusOf(form("10.0.0.1", "a=" + "x".repeat(FormBody.MOST_BYTES - 2))))
                .isEqualTo(200);
        assertThat(statusOf(form("10.0.0.1", "a=" + "x".repeat(FormBody.MOST_BYTES - 1))))
                .isEqualTo(413);
    }

    @Test
    void aFormOfUnknownLengthMayNotGrowForEver() {
        Dripping request = new Dripping("10.0.0.1", -1);
        request.piece = 4096;
        request.addHeader("Transfer-Encoding", "chunked");
        request.every = Duration.ZERO;

        assertThat(statusOf(request)).isEqualTo(413);
        assertThat(request.reads).isEqualTo(FormBody.MOST_BYTES / request.piece + 1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET", "HEAD", "PUT"})
    void aBodyThatNoFormSendsIsNotRead(String method) {
        Dripping request = new Dripping("10.0.0.1", 100);
        request.setMethod(method);

        assertThat(statusOf(request)).isEqualTo(400);
        assertThat(request.reads).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"application/json", "multipart/form-data; boundary=x", "nonsense", ""})
    void whatIsNoFormIsNotRead(String type) {
        Dripping request = new Dripping("10.0.0.1", 100);
        request.setContentType(type.isEmpty() ? null : type);

        assertThat(statusOf(request)).isEqualTo(415);
        assertThat(request.reads).isZero();
    }

    @Test
    void whoDripsIsSentAwayAtTheDeadline() throws IOException {
        Dripping request = new Dripping("10.0.0.1", 100);

        MockHttpServletResponse answer = answer(request);

        assertThat(answer.getStatus()).isEqualTo(408);
        assertThat(answer.getContentAsString()).contains("within 20 seconds");
        assertThat(request.reads).isEqualTo(4);
    }

    @Test
    void aFormThatEndsEarlyOrBreaksIsNotTakenForAWhole() {
        Dripping ended = new Dripping("10.0.0.1", 100);
        ended.meanwhile = () -> ended.piece = -1;
        Dripping broken = new Dripping("10.0.0.1", 100);
        broken.meanwhile = () -> {
            throw new IOException("connection reset");
        };

        assertThat(statusOf(ended)).isEqualTo(408);
        assertThat(statusOf(broken)).isEqualTo(408);
        assertThat(passed).isEmpty();
    }

    @Test
    void anAddressHasSoManyPlacesForFormsOnTheirWayAndSmallFormsNeedNone() {
        List<Integer> statuses = new ArrayList<>();
        Dripping first = onItsWay("10.0.0.1");
        first.meanwhile = () -> {
            statuses.add(statusOf(onItsWay("10.0.0.1")));
            statuses.add(statusOf(form("10.0.0.1", "small=form")));
            statuses.add(statusOf(onItsWay("10.0.0.2")));
        };

        assertThat(statusOf(first)).isEqualTo(200);
        assertThat(statuses).containsExactly(503, 200, 200);
        assertThat(statusOf(onItsWay("10.0.0.1"))).isEqualTo(200);
    }

    @Test
    void thereAreSoManyPlacesInAllAndSmallFormsNeedNone() {
        List<Integer> statuses = new ArrayList<>();
        Dripping second = onItsWay("10.0.0.2");
        second.meanwhile = () -> {
            statuses.add(statusOf(onItsWay("10.0.0.3")));
            statuses.add(statusOf(form("10.0.0.3", "small=form")));
        };
        Dripping first = onItsWay("10.0.0.1");
        first.meanwhile = () -> statuses.add(statusOf(second));

        assertThat(statusOf(first)).isEqualTo(200);
        assertThat(statuses).containsExactly(503, 200, 200);
        assertThat(statusOf(onItsWay("10.0.0.3"))).isEqualTo(200);
    }

    private int statusOf(HttpServletRequest request) {
        return answer(request).getStatus();
    }

    private MockHttpServletResponse answer(HttpServletRequest request) {
        MockHttpServletResponse response = new MockHttpServletResponse();
        FilterChain chain = (read, written) -> passed.add((HttpServletRequest) read);
        try {
            bodies.doFilter(request, response, chain);
        } catch (IOException | ServletException e) {
            throw new AssertionError(e);
        }
        return response;
    }

    private static MockHttpServletRequest form(String address, String fields) {
        MockHttpServletRequest request = new MockHttpServletRequest("POST", "/submit");
        request.setRemoteAddr(address);
        request.setContentType(FORM);
        request.setContent(fields.getBytes(StandardCharsets.UTF_8));
        return request;
    }

    /** What happens while a form is on its way. */
    private interface Work {
        void run() throws IOException;
    }

    /** A form of three bytes that is on its way for as many seconds. */
    private Dripping onItsWay(String address) {
        Dripping form = new Dripping(address, 3);
        form.every = Duration.ofSeconds(1);
        return form;
    }

    /** A form of which one byte comes every five seconds. */
    private final class Dripping extends MockHttpServletRequest {
        private final long length;
        private Duration every = DRIP;
        private Work meanwhile = () -> {};
        private int piece = 1;
        private int reads;

        Dripping(String address, long length) {
            super("POST", "/submit");
            this.length = length;
            setRemoteAddr(address);
            setContentType(FORM);
        }

        @Override
        public long getContentLengthLong() {
            return length;
        }

        @Override
        public ServletInputStream getInputStream() {
            return new Drops();
        }

        /** What has come, a piece at a time. */
        private final class Drops extends ServletInputStream {
            @Override
            public int read() {
                throw new UnsupportedOperationException();
            }

            @Override
            public int read(byte[] into, int from, int most) throws IOException {
                reads++;
                nanos.addAndGet(every.toNanos());
                Work now = meanwhile;
                meanwhile = () -> {};
                now.run();
                for (int i = 0; i < piece; i++) {
                    into[from + i] = 'a';
                }
                return piece;
            }

            @Override
            public boolean isFinished() {
                return false;
            }

            @Override
            public boolean isReady() {
                return false;
            }

            @Override
            public void setReadListener(@Nullable ReadListener listener) {
                throw new UnsupportedOperationException();
            }
        }
    }
}
