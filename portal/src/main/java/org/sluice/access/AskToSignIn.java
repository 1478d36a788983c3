package org.sluice.access;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.AuthenticationEntryPoint;

/** Sends a person to the sign-in page; a fragment or stream is answered 401 so that it never swallows that page. */
class AskToSignIn implements AuthenticationEntryPoint {
    @Override
    public void commence(HttpServletRequest request, HttpServletResponse response, AuthenticationException reason)
            throws IOException {
        String signIn = request.getContextPath() + "/sign-in";
        if (isPartOfAPage(request)) {
            response.setHeader("HX-Redirect", signIn + "?problem=ended");
            response.setStatus(HttpServletResponse.SC_UNAUTHORIZED);
        } else {
            response.sendRedirect(signIn);
        }
    }

    static boolean isPartOfAPage(HttpServletRequest request) {
        String accept = request.getHeader("Accept");
        return request.getHeader("HX-Request") != null || (accept != null && accept.startsWith("text/event-stream"));
    }
}
