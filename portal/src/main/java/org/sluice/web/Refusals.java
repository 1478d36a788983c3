package org.sluice.web;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ValveBase;
import org.apache.coyote.ActionCode;
import org.springframework.boot.tomcat.ConfigurableTomcatWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;

/**
 * Answers a request that goes no further with a sentence, and closes its connection.
 *
 * <p>Tomcat (seen in 11.0) waits for one more read of a body that nobody has read, with the thread of the request: who
 * drips would hold it after the refusal too.
 */
@Component
class Refusals implements WebServerFactoryCustomizer<ConfigurableTomcatWebServerFactory> {
    private static final String REFUSED = Refusals.class.getName();
    private static final String RETRY_AFTER_SECONDS = "5";

    static void say(HttpServletRequest request, HttpServletResponse response, RequestRefused refused)
            throws IOException {
        byte[] sentence = (refused.sentence() + "\n").getBytes(StandardCharsets.UTF_8);
        request.setAttribute(REFUSED, true);
        response.setStatus(refused.status().value());
        response.setContentType(new MediaType(MediaType.TEXT_PLAIN, StandardCharsets.UTF_8).toString());
        response.setContentLength(sentence.length);
        response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        response.setHeader("X-Content-Type-Options", "nosniff");
        if (refused.status() == HttpStatus.TOO_MANY_REQUESTS || refused.status() == HttpStatus.SERVICE_UNAVAILABLE) {
            response.setHeader(HttpHeaders.RETRY_AFTER, RETRY_AFTER_SECONDS);
        }
        response.getOutputStream().write(sentence);
    }

    @Override
    public void customize(ConfigurableTomcatWebServerFactory factory) {
        factory.addEngineValves(new UnreadBodies());
    }

    /** Leaves the body of a refused request unread. */
    private static final class UnreadBodies extends ValveBase {
        private UnreadBodies() {
            super(true);
        }

        @Override
        public void invoke(Request request, Response response) throws IOException, ServletException {
            getNext().invoke(request, response);
            if (request.getAttribute(REFUSED) != null) {
                request.getCoyoteRequest().action(ActionCode.DISABLE_SWALLOW_INPUT, null);
            }
        }
    }
}
