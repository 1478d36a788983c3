package org.sluice.access;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.regex.Pattern;
import org.springframework.context.event.EventListener;
import org.springframework.security.authentication.LockedException;
import org.springframework.security.authentication.event.AbstractAuthenticationFailureEvent;
import org.springframework.security.authentication.event.AuthenticationSuccessEvent;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.authentication.AuthenticationFailureHandler;
import org.springframework.stereotype.Component;

/** What follows a try to sign in: a line in the audit and, when it failed, the reason on the page. */
@Component
class SignInOutcome implements AuthenticationFailureHandler {
    private static final Pattern PRINTABLE = Pattern.compile("[\\p{Graph}]{1,64}");

    private final Audit audit;
    private final Viewers viewers;

    SignInOutcome(Audit audit, Viewers viewers) {
        this.audit = audit;
        this.viewers = viewers;
    }

    @Override
    public void onAuthenticationFailure(
            HttpServletRequest request, HttpServletResponse response, AuthenticationException failure)
            throws IOException {
        String problem = failure instanceof LockedException ? "resting" : "wrong";
        response.sendRedirect(request.getContextPath() + "/sign-in?problem=" + problem);
    }

    @EventListener
    void succeeded(AuthenticationSuccessEvent event) {
        viewers.byLogin(event.getAuthentication().getName())
                .ifPresent(viewer -> audit.record(viewer, "sign-in", "portal", Audit.Outcome.DONE, null));
    }

    @EventListener
    void failed(AbstractAuthenticationFailureEvent event) {
        String typed = event.getAuthentication().getName();
        String login = PRINTABLE.matcher(typed).matches() ? typed : "(unreadable)";
        audit.record(login, "", "sign-in", "portal", Audit.Outcome.REFUSED, null);
    }
}
