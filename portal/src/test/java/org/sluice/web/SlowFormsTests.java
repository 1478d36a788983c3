package org.sluice.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.sluice.Patience;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** Forms over real connections to the server of the product: more of them drip than it has threads. */
@SpringBootTest(
        classes = SlowFormsTests.Application.class,
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {
            "server.tomcat.connection-timeout=10m",
            "spring.security.user.name=alice",
            "spring.security.user.password=correct"
        })
class SlowFormsTests {
    private static final int DRIPPING = 210;
    private static final int PLACES = 16;

    @WithoutDatabase
    @EnableConfigurationProperties(LimitsProperties.class)
    @Import({RequestThreads.class, RequestIdFilter.class, FormBodies.class, Refusals.class, Application.Pages.class})
    static class Application {
        @Bean
        SecurityFilterChain everythingIsOpen(HttpSecurity http) {
            return http.authorizeHttpRequests(routes -> routes.anyRequest().permitAll())
                    .formLogin(form -> form.defaultSuccessUrl("/form"))
                    .build();
        }

        /** A page with the token of its form, and what becomes of the form. */
        @RestController
        static class Pages {
            @GetMapping("/form")
            String form(CsrfToken token) {
                return token.getToken();
            }

            @PostMapping("/form")
            String sent(Wish wish) {
                return wish.name() + " wants " + wish.things();
            }
        }
    }

    /** What the form says. */
    record Wish(String name, List<String> things) {}

    @LocalServerPort
    private int port;

    private final List<Socket> sockets = new ArrayList<>();

    @AfterEach
    void everybodyLeaves() throws IOException {
        for (Socket socket : sockets) {
            socket.close();
        }
    }

    @Test
    void pagesAndSmallFormsAreAnsweredWhileMoreFormsDripThanThereAreThreads() throws IOException {
        List<Socket> dripping = new ArrayList<>();
        for (int i = 0; i < DRIPPING; i++) {
            dripping.add(sent(head("application/x-www-form-urlencoded") + "a"));
        }
        Patience.await().until(() -> answered(dripping).size() == DRIPPING - PLACES);
        for (Socket refused : answered(dripping)) {
            assertThat(whole(refused))
                    .startsWith("HTTP/1.1 503")
                    .containsIgnoringCase("Connection: close")
                    .contains("Too many forms");
        }

        assertThat(whole(sent(form("/form", page(), "name=J%C3%BCrgen&things=gpu&things=two+nodes"))))
                .startsWith("HTTP/1.1 200")
                .contains("Jürgen wants [gpu, two nodes]");
    }

    @Test
    void signInFindsItsFields() throws IOException {
        assertThat(whole(sent(form("/login", page(), "username=alice&password=wrong"))))
                .startsWith("HTTP/1.1 302")
                .contains("/login?error");
        assertThat(whole(sent(form("/login", page(), "username=alice&password=correct"))))
                .startsWith("HTTP/1.1 302")
                .containsPattern("Location: \\S*/form");
    }

    @Test
    void aFormWithoutItsTokenIsRefused() throws IOException {
        assertThat(whole(sent(form("/form", page(), "name=alice").replace("_csrf", "other"))))
                .startsWith("HTTP/1.1 403");
    }

    @Test
    void aRefusedBodyHoldsNoThread() throws IOException {
        Socket socket = sent(head("application/json"));

        assertThat(whole(socket)).startsWith("HTTP/1.1 415").contains("The portal reads forms only");
    }

    /** Of a request whose body has 100 bytes. */
    private static String head(String contentType) {
        return "POST /form HTTP/1.1\r\nHost: here\r\nContent-Type: %s\r\nContent-Length: 100\r\n\r\n"
                .formatted(contentType);
    }

    private String page() throws IOException {
        String page = whole(sent("GET /form HTTP/1.1\r\nHost: here\r\nConnection: close\r\n\r\n"));
        assertThat(page).startsWith("HTTP/1.1 200");
        return page;
    }

    /** A form with the token and the session of the page. */
    private static String form(String path, String page, String fields) {
        String cookie = page.lines()
                .filter(line -> line.startsWith("Set-Cookie: "))
                .map(line -> line.substring("Set-Cookie: ".length()).split(";", 2)[0])
                .collect(Collectors.joining("; "));
        List<String> lines = page.lines().toList();
        String body = fields + "&_csrf=" + lines.get(lines.size() - 1);
        return "POST " + path + " HTTP/1.1\r\nHost: here\r\nConnection: close\r\nCookie: " + cookie
                + "\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: " + body.length() + "\r\n\r\n"
                + body;
    }

    private Socket sent(String request) throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setSoTimeout((int) Patience.BOUND.toMillis());
        sockets.add(socket);
        socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
        return socket;
    }

    private static List<Socket> answered(List<Socket> sockets) throws IOException {
        List<Socket> answered = new ArrayList<>();
        for (Socket socket : sockets) {
            if (socket.getInputStream().available() > 0) {
                answered.add(socket);
            }
        }
        return answered;
    }

    /** All that the server says before it closes the connection. */
    private static String whole(Socket socket) throws IOException {
        return new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8))
                .lines()
                .collect(Collectors.joining("\n"));
    }
}
