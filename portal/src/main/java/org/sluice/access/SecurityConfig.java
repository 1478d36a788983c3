package org.sluice.access;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Clock;
import java.util.function.Predicate;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpMethod;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.authorization.AuthorizationDecision;
import org.springframework.security.authorization.AuthorizationManager;
import org.springframework.security.authorization.SingleResultAuthorizationManager;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.intercept.RequestAuthorizationContext;
import org.springframework.security.web.context.SecurityContextHolderFilter;
import org.springframework.security.web.csrf.CsrfException;
import org.springframework.security.web.savedrequest.HttpSessionRequestCache;
import org.springframework.session.config.SessionRepositoryCustomizer;
import org.springframework.session.jdbc.JdbcIndexedSessionRepository;
import org.springframework.session.jdbc.PostgreSqlJdbcIndexedSessionRepositoryCustomizer;

/** The one place that lets anybody in: as the rooms have declared, and nowhere else. */
@Configuration
class SecurityConfig {
    private static final String CONTENT_SECURITY_POLICY = String.join(
            "; ",
            "default-src 'self'",
            "img-src 'self' data:",
            "object-src 'none'",
            "base-uri 'self'",
            "form-action 'self'",
            "frame-ancestors 'none'");

    private static final String[] ASSETS = {"/web/**", "/webjars/**"};

    @Bean
    static Routes accessRoutes() {
        return Routes.of("access")
                .forEverybody("/sign-in", "/error", "/gateway/administrator")
                .forViewers("/live")
                .forAdministrators("/audit");
    }

    @Bean
    Clock clock() {
        return Clock.systemUTC();
    }

    /** Two requests of one page may write the same session at once. */
    @Bean
    SessionRepositoryCustomizer<JdbcIndexedSessionRepository> sessionsWrittenTwice() {
        return new PostgreSqlJdbcIndexedSessionRepositoryCustomizer();
    }

    /** Where one wanted to go before signing in: whole pages alone. */
    @Bean
    HttpSessionRequestCache wantedPages() {
        HttpSessionRequestCache pages = new HttpSessionRequestCache();
        pages.setRequestMatcher(request -> "GET".equals(request.getMethod()) && !AskToSignIn.isPartOfAPage(request));
        return pages;
    }

    @Bean
    SignInOutcome signInOutcome(Audit audit, Viewers viewers, KnownPlaces places, HttpSessionRequestCache wantedPages) {
        return new SignInOutcome(audit, viewers, places, wantedPages);
    }

    /** The port of the portal's own metrics, where a site has given one: what is not metrics is refused there too. */
    @Bean
    @Order(0)
    SecurityFilterChain metrics(HttpSecurity http, @Value("${management.server.port:-1}") int port) {
        return http.securityMatcher(request -> request.getLocalPort() == port)
                .authorizeHttpRequests(routes -> routes.requestMatchers(HttpMethod.GET, "/actuator/prometheus")
                        .permitAll()
                        .anyRequest()
                        .denyAll())
                .securityContext(context -> context.disable())
                .sessionManagement(sessions -> sessions.disable())
                .requestCache(cache -> cache.disable())
                .csrf(csrf -> csrf.disable())
                .build();
    }

    /** Assets are everybody's and ask no session for anything, so that they are there when the database is not. */
    @Bean
    @Order(1)
    SecurityFilterChain assets(HttpSecurity http) {
        return http.securityMatcher(ASSETS)
                .authorizeHttpRequests(routes -> routes.anyRequest().permitAll())
                .securityContext(context -> context.disable())
                .sessionManagement(sessions -> sessions.disable())
                .requestCache(cache -> cache.disable())
                .csrf(csrf -> csrf.disable())
                .headers(headers -> headers.cacheControl(cache -> cache.disable())
                        .contentSecurityPolicy(csp -> csp.policyDirectives(CONTENT_SECURITY_POLICY)))
                .build();
    }

    @Bean
    SecurityFilterChain routes(
            HttpSecurity http,
            RoutesTable table,
            AccessProperties properties,
            Viewers viewers,
            SignInOutcome signInOutcome,
            HttpSessionRequestCache wantedPages,
            Clock clock) {
        return http.authorizeHttpRequests(requests -> {
                    table.strictestFirst()
                            .forEach(route -> requests.requestMatchers(route.method(), route.path())
                                    .access(reaching(route.reach(), viewers)));
                    requests.anyRequest().denyAll();
                })
                .formLogin(form -> form.loginPage("/sign-in")
                        .authenticationDetailsSource(signInOutcome::place)
                        .successHandler(signInOutcome)
                        .failureHandler(signInOutcome))
                .logout(out -> out.logoutUrl("/sign-out").logoutSuccessUrl("/sign-in?problem=signed-out"))
                .exceptionHandling(refused ->
                        refused.authenticationEntryPoint(new AskToSignIn()).accessDeniedHandler(SecurityConfig::deny))
                .requestCache(cache -> cache.requestCache(wantedPages))
                .headers(headers -> headers.contentSecurityPolicy(csp -> csp.policyDirectives(CONTENT_SECURITY_POLICY))
                        .referrerPolicy(referrer -> referrer.policy(
                                org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter
                                        .ReferrerPolicy.SAME_ORIGIN)))
                .addFilterBefore(new SessionEnds(properties, clock), SecurityContextHolderFilter.class)
                .build();
    }

    /** What is not there and what is not yours look the same; only a form that was not ours is told so. */
    private static void deny(HttpServletRequest request, HttpServletResponse response, AccessDeniedException why)
            throws IOException {
        response.sendError(
                why instanceof CsrfException ? HttpServletResponse.SC_FORBIDDEN : HttpServletResponse.SC_NOT_FOUND);
    }

    private static AuthorizationManager<RequestAuthorizationContext> reaching(Routes.Reach reach, Viewers viewers) {
        return switch (reach) {
            case EVERYBODY -> SingleResultAuthorizationManager.permitAll();
            case VIEWERS -> a(viewers, viewer -> true);
            case OPERATORS -> a(viewers, Viewer::isOperator);
            case ADMINISTRATORS -> a(viewers, Viewer::isAdministrator);
        };
    }

    private static AuthorizationManager<RequestAuthorizationContext> a(Viewers viewers, Predicate<Viewer> who) {
        return (authentication, request) -> new AuthorizationDecision(authentication.get() != null
                && authentication.get().isAuthenticated()
                && viewers.byLogin(authentication.get().getName()).filter(who).isPresent());
    }
}
