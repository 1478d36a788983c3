package org.sluice.access;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Objects;
import org.sluice.web.Address;
import org.springframework.http.HttpHeaders;
import org.springframework.security.authentication.LockedException;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.authentication.AuthenticationFailureHandler;
import org.springframework.security.web.authentication.SavedRequestAwareAuthenticationSuccessHandler;
import org.springframework.security.web.savedrequest.RequestCache;

/** What follows a try to sign in: it is counted in the audit; then one is where one wanted to go, or told the reason. */
class SignInOutcome extends SavedRequestAwareAuthenticationSuccessHandler implements AuthenticationFailureHandler {
    static final String UNKNOWN = "(no such login)";

    private final Audit audit;
    private final Viewers viewers;
    private final KnownPlaces places;

    SignInOutcome(Audit audit, Viewers viewers, KnownPlaces places, RequestCache wanted) {
        this.audit = audit;
        this.viewers = viewers;
        this.places = places;
        setRequestCache(wanted);
    }

    /** Where a try comes from. */
    SignInPlace place(HttpServletRequest request) {
        return places.of(request, typed(request));
    }

    private static String typed(HttpServletRequest request) {
        return Objects.requireNonNullElse(request.getParameter("username"), "").strip();
    }

    @Override
    public void onAuthenticationSuccess(
            HttpServletRequest request, HttpServletResponse response, Authentication signedIn)
            throws ServletException, IOException {
        String login = signedIn.getName();
        response.addHeader(HttpHeaders.SET_COOKIE, places.mark(request, login).toString());
        viewers.byLogin(login)
                .ifPresent(
                        viewer -> audit.countSignIn(login, viewer.unixUser(), Address.of(request), Audit.Outcome.DONE));
        super.onAuthenticationSuccess(request, response, signedIn);
    }

    @Override
    public void onAuthenticationFailure(
            HttpServletRequest request, HttpServletResponse response, AuthenticationException failure)
            throws IOException {
        String login = viewers.byLogin(typed(request)).map(Viewer::login).orElse(UNKNOWN);
        audit.countSignIn(login, "", Address.of(request), Audit.Outcome.REFUSED);
        response.sendRedirect(request.getContextPath() + "/sign-in?problem=" + problem(failure));
    }

    private static String problem(AuthenticationException failure) {
        if (failure instanceof SignInBusy) {
            return "busy";
        }
        return failure instanceof LockedException ? "resting" : "wrong";
    }
}
