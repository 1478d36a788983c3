package org.sluice.web;

import java.time.Clock;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.web.SecurityFilterChain;

/** The web room alone, with pages that show everything it has in every state: for looking, and for measuring. */
@WithoutDatabase
@EnableConfigurationProperties({WebProperties.class, LimitsProperties.class})
@Import({
    AssetLinks.Registration.class,
    Rail.class,
    FrameAdvice.class,
    Formats.class,
    EventStreams.class,
    LiveStreams.class,
    StreamsBegin.class,
    RequestThreads.class,
    RequestIdFilter.class,
    StylePages.class
})
class StyleApplication {
    @Bean
    Clock clock() {
        return Clock.systemUTC();
    }

    @Bean
    Audience.Rule everybodyHearsAll() {
        return (audience, login) -> true;
    }

    @Bean
    RailEntry home() {
        return RailEntry.forEverybody("Home", "/style/home", "home", 10);
    }

    @Bean
    RailEntry submit() {
        return RailEntry.forEverybody("Submit", "/style/submit", "submit", 20);
    }

    @Bean
    RailEntry jobs() {
        return RailEntry.forEverybody("Jobs", "/style/jobs", "jobs", 30);
    }

    @Bean
    RailEntry nodes() {
        return RailEntry.forEverybody("Nodes", "/style/nodes", "nodes", 50);
    }

    @Bean
    RailEntry reservations() {
        return RailEntry.forOperators("Reservations", "/style/form", "calendar", 60);
    }

    @Bean
    RailEntry audit() {
        return RailEntry.forAdministrators("Audit", "/style/states", "audit", 110);
    }

    /** The same content security policy as the product, so that whatever it blocks shows here. */
    @Bean
    SecurityFilterChain everythingIsOpen(HttpSecurity http) {
        return http.authorizeHttpRequests(routes -> routes.anyRequest().permitAll())
                .headers(headers -> headers.contentSecurityPolicy(policy -> policy.policyDirectives(
                        "default-src 'self'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self';"
                                + " frame-ancestors 'none'; form-action 'self'; base-uri 'self'")))
                .build();
    }
}
