package org.sluice;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Whatever is written into an address or a field of a form, the answer is a sentence and never a failure of the portal. */
@Tag("cluster")
class HostileInputTests {
    private static final int FAILURES_BEGIN = 500;
    private static final String FAR = "+999999999-01-01";
    private static final List<String> VALUES = List.of(
            "",
            "\u0000",
            "a\u0000b",
            "\u2028\u2029\u0085",
            "\u202e\ud83d\ude80\u0301",
            "x".repeat(5_000),
            "-1",
            "2147483648",
            "99999999999999999999999999",
            "1e309",
            "NaN",
            FAR,
            "+999999999-01-01T00:00",
            "a=b c=d [root@1] t=1",
            "%s%n${1}#{2}*{3}",
            "'; drop table job; --",
            "../../etc/passwd",
            "[0-9999999]",
            "c[1-",
            "\n\r\n\t",
            "<script>alert(1)</script>");
    /** What the forms of the product send, where a controller takes whatever comes. */
    private static final List<String> FIELDS = List.of(
            "account",
            "accounts",
            "array",
            "command",
            "comment",
            "cpus",
            "day",
            "duration",
            "from",
            "gpu",
            "gpus",
            "gpus_per_node",
            "job_name",
            "key",
            "kind",
            "lasts",
            "mail",
            "mem",
            "memory",
            "name",
            "node",
            "nodes",
            "offer",
            "owner",
            "page",
            "partition",
            "price",
            "qos",
            "question",
            "reason",
            "replaces",
            "reservation",
            "script",
            "show",
            "since",
            "sort",
            "start",
            "state",
            "time",
            "to",
            "topic",
            "users",
            "within",
            "words",
            "zone");

    private static final Map<String, Visitor> VISITORS = new LinkedHashMap<>();
    private static String job = "";

    @BeforeAll
    static void theyCome() {
        VISITORS.put("dana", Visitor.signedIn("dana"));
        VISITORS.put("alice", Visitor.signedIn("alice"));
        job = RoutesTests.submit(visitor("alice")).job();
    }

    @AfterAll
    static void nothingIsLeft() {
        visitor("alice").post("/jobs/" + job + "/cancel", Map.of());
        visitor("dana").post("/nodes/c1/resume", Map.of());
    }

    @TestFactory
    Stream<DynamicTest> everyFieldOfEveryRouteIsAnswered() {
        return RoutesTests.routes().stream()
                .map(route -> DynamicTest.dynamicTest(route, () -> {
                    Map<String, Integer> failures = new TreeMap<>();
                    for (String who : List.of("dana", "alice")) {
                        VALUES.forEach(value -> ask(route, who, value, failures));
                    }
                    assertThat(failures)
                            .as("answers that are failures of the portal")
                            .isEmpty();
                }));
    }

    /** All fields hold the value at once, then each alone beside fields that are missing. */
    private static void ask(String route, String who, String value, Map<String, Integer> failures) {
        Map<String, String> whole = FIELDS.stream().collect(Collectors.toMap(field -> field, field -> value));
        note(route, who, value, "all fields", send(route, real(route), who, whole), failures);
        if (route.contains("{")) {
            note(route, who, value, "path", send(route, hostile(route, value), who, Map.of()), failures);
        }
    }

    @Test
    void oneFieldAloneIsAnswered() {
        Map<String, Integer> failures = new TreeMap<>();
        Set<String> forms = new TreeSet<>(RoutesTests.routes());
        forms.removeIf(route -> route.startsWith("GET") && route.contains("/live"));
        for (String route : forms) {
            for (String field : FIELDS) {
                int status = send(route, real(route), "dana", Map.of(field, FAR));
                note(route, "dana", FAR, field, status, failures);
            }
        }
        assertThat(failures).isEmpty();
    }

    @Test
    void whoeverHasNotSignedInIsAnswered() {
        VISITORS.put("nobody", Visitor.anonymous());
        Map<String, Integer> failures = new TreeMap<>();
        RoutesTests.routes().forEach(route -> ask(route, "nobody", "a\u0000b", failures));
        assertThat(failures).isEmpty();
    }

    @Test
    void strangeCookiesAreAnsweredAsNone() {
        String portal = Instance.running().get("portal.url");
        for (String cookie :
                List.of("SLUICE=\u00ff\u00fe", "SLUICE=AAAA", "SLUICE=" + "x".repeat(4_000), "SLUICE=", "=", ";;;")) {
            assertThat(Http.get(portal + "/jobs", "Cookie", cookie).statusCode())
                    .as(cookie)
                    .isLessThan(FAILURES_BEGIN);
        }
    }

    private static void note(
            String route, String who, String value, String where, int status, Map<String, Integer> failures) {
        if (status >= FAILURES_BEGIN) {
            String shown = value.length() > 30 ? value.length() + " x" : value;
            failures.put(route + " as " + who + ", " + where + " = " + shown.replace("\u0000", "NUL"), status);
        }
    }

    private static int send(String route, String path, String who, Map<String, String> fields) {
        Visitor visitor = visitor(who);
        if (route.startsWith("POST")) {
            return visitor.post(path, fields).status();
        }
        String query = fields.entrySet().stream()
                .map(field -> field.getKey() + "=" + encoded(field.getValue()))
                .collect(Collectors.joining("&"));
        // an address has its own bound
        return visitor.get(query.isEmpty() || query.length() > 60_000 ? path : path + "?" + query)
                .status();
    }

    private static String hostile(String route, String value) {
        String shortened = value.length() > 1_000 ? value.substring(0, 1_000) : value;
        return route.substring(route.indexOf('/'))
                .replaceAll(
                        "\\{\\w+}", Matcher.quoteReplacement(encoded(shortened).replace("+", "%20")));
    }

    /** The route's address with what is really there. */
    private static String real(String route) {
        return route.substring(route.indexOf('/'))
                .replace("{id}", job)
                .replace("/partitions/{name}", "/partitions/cpu")
                .replace("{name}", "c1")
                .replace("{worker}", "e1")
                .replace("{template}", "cpu-job")
                .replaceAll("\\{\\w+}", "nothing");
    }

    private static String encoded(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8);
    }

    private static Visitor visitor(String who) {
        return Objects.requireNonNull(VISITORS.get(who));
    }
}
