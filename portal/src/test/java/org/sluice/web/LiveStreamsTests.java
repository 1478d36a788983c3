package org.sluice.web;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import jakarta.servlet.http.HttpServletRequest;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import org.sluice.Patience;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.http.MediaType;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/** Streams of real connections, opened and left by hundreds behind the filters of the product. */
@SpringBootTest(
        classes = LiveStreamsTests.Application.class,
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {"sluice.limits.streams-a-person=4", "server.tomcat.connection-timeout=1s"})
class LiveStreamsTests {
    /** Whose session has ended. */
    private static final Set<String> GONE = ConcurrentHashMap.newKeySet();

    private static final int PEOPLE = 16;
    private static final int TIMES_EACH = 30;
    private static final int EVENTS_READ = 3;
    private static final Duration BETWEEN_EVENTS = Duration.ofMillis(2);
    private static final Duration LONG_ENOUGH = Duration.ofSeconds(60);

    @WithoutDatabase
    @EnableConfigurationProperties(LimitsProperties.class)
    @Import({
        EventStreams.class,
        LiveStreams.class,
        StreamsBegin.class,
        RequestThreads.class,
        RequestIdFilter.class,
        TooMuchAdvice.class,
        Application.Pages.class
    })
    static class Application {
        @Bean
        SecurityFilterChain everythingIsOpen(HttpSecurity http) {
            return http.authorizeHttpRequests(routes -> routes.anyRequest().permitAll())
                    .build();
        }

        @Bean
        Audience.Rule everybodyHearsAll() {
            return (audience, login) -> true;
        }

        /** A stream for whom the address names, who hears the topic that it names. */
        @RestController
        static class Pages {
            private final LiveStreams streams;

            Pages(LiveStreams streams) {
                this.streams = streams;
            }

            @GetMapping(path = "/streams/{login}/{topic}", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
            SseEmitter open(@PathVariable String login, @PathVariable String topic, HttpServletRequest request) {
                return streams.open(listener(login), Set.of(topic), streams.moment(), request);
            }

            private static LiveStreams.Listener listener(String login) {
                return new LiveStreams.Listener() {
                    @Override
                    public String login() {
                        return login;
                    }

                    @Override
                    public boolean mayStillListen() {
                        return !GONE.contains(login);
                    }
                };
            }
        }
    }

    @Autowired
    private LiveStreams streams;

    @Autowired
    private EventStreams all;

    @LocalServerPort
    private int port;

    private final ListAppender<ILoggingEvent> log = new ListAppender<>();

    @BeforeEach
    void listenToTheLog() {
        log.start();
        root().addAppender(log);
    }

    @AfterEach
    void everybodyLeaves() {
        root().detachAppender(log);
        nobodyIsLeft();
    }

    @Test
    void hundredsComeAndGoWhileEventsAreToldAndEachHearsTheirOwnAlone() throws Exception {
        Set<String> topics = ConcurrentHashMap.newKeySet();
        AtomicBoolean over = new AtomicBoolean();
        ExecutorService pool = Executors.newCachedThreadPool();
        try {
            Future<?> teller = pool.submit(() -> {
                while (!over.get()) {
                    topics.forEach(topic -> streams.publish(topic, topic));
                    LockSupport.parkNanos(BETWEEN_EVENTS.toNanos());
                }
            });
            List<Future<?>> people = new ArrayList<>();
            for (int person = 0; person < PEOPLE; person++) {
                String login = "person" + person;
                people.add(pool.submit(() -> {
                    for (int time = 0; time < TIMES_EACH; time++) {
                        String topic = login + "-" + time;
                        topics.add(topic);
                        while (!hearsOnlyTheirOwn(login, topic)) {
                            // too slow, and dropped: once more
                        }
                        topics.remove(topic);
                        streams.recheck();
                    }
                    return null;
                }));
            }
            for (Future<?> person : people) {
                person.get();
            }
            over.set(true);
            teller.get();
        } finally {
            over.set(true);
            pool.shutdownNow();
        }
        nobodyIsLeft();
        assertThat(log.list)
                .filteredOn(event -> event.getLevel().isGreaterOrEqual(Level.WARN) || event.getThrowableProxy() != null)
                .extracting(ILoggingEvent::getFormattedMessage)
                .isEmpty();
    }

    /** Whether all was heard before the stream ended. */
    private boolean hearsOnlyTheirOwn(String login, String topic) throws IOException {
        try (Socket socket = asked(login, topic)) {
            BufferedReader lines = answer(socket);
            await(() -> all.openTo(login) <= 2);
            assertThat(head(lines)).startsWith("HTTP/1.1 200");
            int heard = 0;
            while (heard < EVENTS_READ) {
                String line = lines.readLine();
                if (line == null) {
                    return false;
                }
                if (line.startsWith("data:person")) {
                    assertThat(line).isEqualTo("data:" + topic);
                    heard++;
                } else {
                    assertThat(line).matches("event:(hello|still-here|" + topic + ")|data:(30)?|[0-9a-f]*");
                }
            }
            return true;
        }
    }

    @Test
    void onePersonHasSoManyAndThenASentenceUntilOneIsClosed() throws Exception {
        List<Socket> open = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            open.add(asked("alice", "news"));
        }
        await(() -> all.openTo("alice") == 4);
        try (Socket fifth = asked("alice", "news");
                Socket other = asked("bob", "news")) {
            BufferedReader refused = answer(fifth);
            String head = head(refused);
            assertThat(head).startsWith("HTTP/1.1 429").contains("Retry-After: 30");
            assertThat(refused.readLine()).startsWith("You have 4 live pages open already");
            assertThat(head(answer(other))).startsWith("HTTP/1.1 200");
        }
        open.remove(0).close();
        await(() -> {
            streams.recheck();
            return all.openTo("alice") < 4;
        });
        open.add(asked("alice", "news"));
        assertThat(head(answer(open.get(open.size() - 1)))).startsWith("HTTP/1.1 200");
        for (Socket socket : open) {
            socket.close();
        }
    }

    @Test
    void whoDoesNotReadIsDroppedAndHoldsNobodyUp() throws Exception {
        String much = "x".repeat(100_000);
        try (Socket slow = asked("slow", "much");
                Socket quick = asked("quick", "little")) {
            BufferedReader lines = answer(quick);
            head(lines);
            await(() -> all.openTo("slow") == 1 && all.openTo("quick") == 1);
            await(() -> {
                for (int i = 0; i < 300; i++) {
                    streams.publish("much", much);
                }
                streams.publish("little", "told");
                while (!lines.readLine().equals("data:told")) {
                    // what else is said to this page
                }
                return all.openTo("slow") == 0;
            });
            assertThat(all.openTo("quick")).isEqualTo(1);
            assertThat(slow.isClosed()).isFalse();
        }
    }

    @Test
    void whoHasSignedOutHearsNothingMoreAndOthersGoOn() throws Exception {
        try (Socket leaving = asked("leaving", "news");
                Socket staying = asked("staying", "news")) {
            BufferedReader last = answer(leaving);
            BufferedReader news = answer(staying);
            assertThat(head(last)).startsWith("HTTP/1.1 200");
            assertThat(head(news)).startsWith("HTTP/1.1 200");
            GONE.add("leaving");
            streams.closeEnded("staying");
            streams.closeEnded("leaving");
            streams.publish("news", "secret");

            assertThat(until("0", last)).as("up to the last chunk").doesNotContain("data:secret");
            assertThat(until("data:secret", news)).contains("event:news");
        }
    }

    private Socket asked(String login, String topic) throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setSoTimeout((int) LONG_ENOUGH.toMillis());
        socket.getOutputStream()
                .write(("GET /streams/" + login + "/" + topic + " HTTP/1.1\r\nHost: here\r\n"
                                + "Accept: text/event-stream\r\n\r\n")
                        .getBytes(StandardCharsets.US_ASCII));
        return socket;
    }

    private static BufferedReader answer(Socket socket) throws IOException {
        return new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
    }

    private static List<String> until(String end, BufferedReader lines) throws IOException {
        List<String> read = new ArrayList<>();
        for (String line = lines.readLine(); !line.equals(end); line = lines.readLine()) {
            read.add(line);
        }
        return read;
    }

    private static String head(BufferedReader lines) throws IOException {
        StringBuilder head = new StringBuilder();
        for (String line = lines.readLine(); !line.isEmpty(); line = lines.readLine()) {
            head.append(line).append('\n');
        }
        return head.toString();
    }

    private void nobodyIsLeft() {
        await(() -> {
            streams.recheck();
            return streams.open() == 0 && all.inAll() == 0;
        });
    }

    private static void await(java.util.concurrent.Callable<Boolean> condition) {
        Patience.await().until(condition);
    }

    private static Logger root() {
        return (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    }
}
