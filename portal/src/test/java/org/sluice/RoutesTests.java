package org.sluice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sluice.Patience.await;

import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.springframework.context.annotation.ClassPathScanningCandidateComponentProvider;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.web.bind.annotation.RequestMapping;

/** Every address of the portal, asked by everybody: a route without a line in this table fails. */
@Tag("cluster")
class RoutesTests {
    /** Who asks. The job and the submission of the table are alice's; each person's turn has a job of its own. */
    private enum Person {
        ANONYMOUS,
        STRANGER,
        OWNER,
        OPERATOR,
        ADMINISTRATOR;

        Visitor visit() {
            return switch (this) {
                case ANONYMOUS -> Visitor.anonymous();
                case STRANGER -> Visitor.signedIn("bob");
                case OWNER -> Visitor.signedIn("alice");
                case OPERATOR -> Visitor.signedIn("olga");
                case ADMINISTRATOR -> Visitor.signedIn("dana");
            };
        }
    }

    /** "sign-in" is the way to the sign-in page; an arrow leads to the address behind it. */
    private static final String TABLE = """
            GET  /                             | sign-in | 200     | 200     | 200     | 200
            GET  /audit                        | sign-in | 404     | 404     | 404     | 200
            GET  /cluster/capabilities         | sign-in | 200     | 200     | 200     | 200
            GET  /gateway/administrator        | 403     | 403     | 403     | 403     | 204
            GET  /home/free                    | sign-in | 200     | 200     | 200     | 200
            GET  /home/jobs                    | sign-in | 200     | 200     | 200     | 200
            GET  /jobs                         | sign-in | 200     | 200     | 200     | 200
            GET  /jobs/{id}                    | sign-in | 404     | 200     | 200     | 200
            GET  /jobs/{id}/allocation         | sign-in | 404     | 200     | 200     | 200
            GET  /jobs/{id}/assistant          | sign-in | 404     | 200     | 200     | 200
            GET  /jobs/{id}/assistant/{answer}/live | sign-in | 404 | 404   | 404     | 404
            GET  /jobs/{id}/facts              | sign-in | 404     | 200     | 200     | 200
            GET  /jobs/{id}/findings           | sign-in | 404     | 200     | 200     | 200
            GET  /jobs/{id}/resubmit           | sign-in | 404     | 200     | 404     | 404
            GET  /jobs/{id}/gpus               | sign-in | 404     | 200     | 200     | 200
            GET  /jobs/{id}/gpus/series        | sign-in | 404     | 200     | 200     | 200
            GET  /jobs/{id}/output             | sign-in | 404     | 200     | 200     | 200
            GET  /jobs/{id}/output/live        | sign-in | 404     | 200     | 200     | 200
            GET  /jobs/{id}/script             | sign-in | 404     | 200     | 200     | 200
            GET  /jobs/{id}/state              | sign-in | 404     | 200     | 200     | 200
            GET  /home/maintenance             | sign-in | 200     | 200     | 200     | 200
            GET  /live                         | sign-in | 404     | 200     | 200     | 200
            GET  /node-changes                 | sign-in | 404     | 404     | 404     | 422
            GET  /nodes                        | sign-in | 200     | 200     | 200     | 200
            GET  /nodes/{name}                 | sign-in | 200     | 200     | 200     | 200
            GET  /nodes/{name}/gpus            | sign-in | 200     | 200     | 200     | 200
            GET  /nodes/{name}/gpus/series     | sign-in | 200     | 200     | 200     | 200
            GET  /nodes/workers                | sign-in | 404     | 404     | 404     | 200
            GET  /nodes/workers/{worker}/remove | sign-in | 404     | 404     | 404     | 200
            GET  /partitions                   | sign-in | 200     | 200     | 200     | 200
            GET  /partitions/{name}            | sign-in | 200     | 200     | 200     | 200
            GET  /pulse                        | sign-in | 200     | 200     | 200     | 200
            GET  /reservation-plan             | sign-in | 404     | 404     | 200     | 200
            GET  /reservation-plan/effect      | sign-in | 404     | 404     | 200     | 200
            GET  /reservations                 | sign-in | 200     | 200     | 200     | 200
            GET  /reservations/{name}          | sign-in | 404     | 404     | 404     | 404
            GET  /sign-in                      | 200     | -> /    | -> /    | -> /    | -> /
            GET  /submissions/{key}            | sign-in | 404     | -> /jobs/{id} | 404 | 404
            GET  /submit                       | sign-in | 200     | 200     | 200     | 200
            GET  /submit/{template}            | sign-in | 200     | 200     | 200     | 200
            POST /jobs/{id}/assistant          | sign-in | 404     | 422     | 422     | 422
            POST /jobs/{id}/assistant/{answer}/stop | sign-in | 404 | 404   | 404     | 404
            POST /jobs/{id}/cancel             | sign-in | 404     | -> /jobs/{id} | -> /jobs/{id} | -> /jobs/{id}
            POST /node-changes                 | sign-in | 404     | 404     | 404     | 422
            POST /node-changes/undo            | sign-in | 404     | 404     | 404     | 422
            POST /nodes/{name}/drain           | sign-in | 404     | 404     | 404     | -> /nodes/c1
            POST /nodes/{name}/resume          | sign-in | 404     | 404     | 404     | -> /nodes/c1
            POST /nodes/workers/plan           | sign-in | 404     | 404     | 404     | 422
            POST /nodes/workers/start          | sign-in | 404     | 404     | 404     | -> /nodes/workers
            POST /nodes/workers/{worker}/remove | sign-in | 404     | 404     | 404     | 422
            POST /partitions/{name}/state      | sign-in | 404     | 404     | 404     | 400
            POST /reservations                 | sign-in | 404     | 404     | 422     | 422
            POST /reservations/{name}          | sign-in | 404     | 404     | 404     | 404
            POST /reservations/{name}/delete   | sign-in | 404     | 404     | 404     | 404
            POST /submit/{template}            | sign-in | 422     | 422     | 422     | 422
            POST /submit/{template}/preview    | sign-in | 200     | 200     | 200     | 200
            """;

    private static final Map<String, String> BAD_TIME = Map.of("time", "tomorrow", "reason", "a route is walked");

    /** A job and the submission it came from. */
    record Owned(String job, String submission) {}

    private static final Map<Person, Visitor> visitors = new EnumMap<>(Person.class);
    private static final Map<Person, Owned> owned = new EnumMap<>(Person.class);

    @BeforeAll
    static void everybodyComes() {
        for (Person person : Person.values()) {
            visitors.put(person, person.visit());
        }
        for (Person person : Person.values()) {
            owned.put(person, submit(visitor(Person.OWNER)));
        }
        owned.values()
                .forEach(each -> await().until(() ->
                        visitor(Person.OWNER).get("/jobs/" + each.job()).status() == 200));
        await().until(() -> visitor(Person.ADMINISTRATOR).get("/audit").status() == 200);
    }

    @AfterAll
    static void nothingIsLeft() {
        owned.values().forEach(each -> visitor(Person.OWNER).post("/jobs/" + each.job() + "/cancel", Map.of()));
    }

    /** A job of theirs that sleeps. */
    static Owned submit(Visitor owner) {
        String key = key(owner);
        Visitor.Answer answer = owner.post(
                "/submit/cpu-job", Map.of("key", key, "command", "sleep 300", "memory", "64M", "job_name", "routes"));
        assertThat(answer.location()).as(answer.body()).startsWith("/jobs/");
        return new Owned(answer.location().substring("/jobs/".length()), key);
    }

    private static String key(Visitor visitor) {
        String form = visitor.get("/submit/cpu-job").body();
        return form.replaceAll("(?s).*name=\"key\" value=\"([^\"]+)\".*", "$1");
    }

    @Test
    void theTableNamesEveryRouteThatIsThere() {
        assertThat(table().keySet()).containsExactlyInAnyOrderElementsOf(routes());
    }

    @TestFactory
    Stream<DynamicTest> everyRouteAnswersEverybodyAsTheTableSays() {
        List<DynamicTest> tests = new ArrayList<>();
        table().forEach((route, expected) -> {
            expected.forEach((person, answer) -> tests.add(DynamicTest.dynamicTest(
                    route + " for " + person + ": " + answer, () -> walk(route, person, answer))));
        });
        return tests.stream();
    }

    private static void walk(String route, Person person, String expected) {
        Owned mine = owned(person);
        Visitor visitor = visitor(person);
        String path = filled(route.substring(route.indexOf('/')), mine).replace("/partitions/c1", "/partitions/cpu");
        if (path.equals("/live")) {
            path += "?topic=job-" + mine.job();
        }
        Visitor.Answer answer = route.startsWith("POST") ? visitor.post(path, BAD_TIME) : visitor.get(path);
        assertThat(summary(answer)).as(answer.body()).isEqualTo(filled(expected, mine));
    }

    private static Visitor visitor(Person person) {
        return Objects.requireNonNull(visitors.get(person));
    }

    private static Owned owned(Person person) {
        return Objects.requireNonNull(owned.get(person));
    }

    private static String summary(Visitor.Answer answer) {
        if (answer.leadsToSignIn()) {
            return "sign-in";
        }
        return answer.location().isEmpty() ? String.valueOf(answer.status()) : "-> " + answer.location();
    }

    private static String filled(String words, Owned mine) {
        return words.replace("{id}", mine.job())
                .replace("{key}", mine.submission())
                .replace("{worker}", "e1")
                .replace("{name}", "c1")
                .replace("{answer}", "nobodys")
                .replace("{template}", "cpu-job");
    }

    @TestFactory
    Stream<DynamicTest> nothingIsDoneWithoutTheTokenAgainstForgedRequests() {
        return Stream.concat(
                        Stream.of("POST /sign-in", "POST /sign-out"),
                        routes().stream().filter(route -> route.startsWith("POST")))
                .map(route -> DynamicTest.dynamicTest(route, () -> {
                    for (Person person : Person.values()) {
                        String path = filled(route.substring(route.indexOf('/')), owned(person));
                        assertThat(visitor(person)
                                        .postWithoutToken(path, BAD_TIME)
                                        .status())
                                .as(person.name())
                                .isEqualTo(403);
                    }
                }));
    }

    @TestFactory
    Stream<DynamicTest> whatNobodyNamedIsRefused() {
        return Stream.of(
                        "/nowhere",
                        "/actuator",
                        "/actuator/env",
                        "/h2-console",
                        "/files",
                        "/jobs/0",
                        "/jobs/999999999",
                        "/jobs/..%2f..%2faudit",
                        "/jobs/;/audit",
                        "/audit/",
                        "/nodes/a1/drain",
                        "/nodes/nowhere",
                        "/nodes/nowhere/gpus",
                        "/nodes/nowhere/gpus/series",
                        "/submit/nothing",
                        "/submissions/nothing",
                        "/live?topic=everything",
                        "/live?topic=job-",
                        "/sign-in/",
                        "/WEB-INF/web.xml")
                .map(path -> DynamicTest.dynamicTest(path, () -> {
                    assertThat(visitor(Person.STRANGER).get(path).status()).isIn(400, 404, 405);
                    Visitor.Answer anonymous = visitor(Person.ANONYMOUS).get(path);
                    assertThat(anonymous.leadsToSignIn() || anonymous.status() == 400 || anonymous.status() == 404)
                            .as(anonymous.status() + " " + anonymous.location())
                            .isTrue();
                }));
    }

    @TestFactory
    Stream<DynamicTest> otherMethodsDoNothing() {
        return Stream.of("DELETE", "PUT", "PATCH", "TRACE")
                .map(method -> DynamicTest.dynamicTest(
                        method,
                        () -> assertThat(visitor(Person.ADMINISTRATOR)
                                        .method(method, "/nodes/c1")
                                        .status())
                                .isBetween(400, 405)));
    }

    @Test
    void oneForeignTopicAmongOthersClosesTheWholeStream() {
        String foreign = "job-" + owned(Person.OWNER).job();
        Visitor stranger = visitor(Person.STRANGER);
        assertThat(stranger.get("/live?topic=jobs&topic=" + foreign).status()).isEqualTo(404);
        assertThat(stranger.get("/live?topic=jobs&topic=nodes").status()).isEqualTo(200);
    }

    @Test
    void aPartOfAPageIsNotSentToTheSignInPageButToldToGoThere() {
        Visitor nobody = visitor(Person.ANONYMOUS);
        Visitor.Answer fragment = nobody.get("/jobs", "HX-Request", "true");
        assertThat(fragment.status()).isEqualTo(401);
        assertThat(fragment.header("HX-Redirect")).isEqualTo("/sign-in?problem=ended");
        assertThat(nobody.get("/live?topic=jobs", "Accept", "text/event-stream").status())
                .isEqualTo(401);
    }

    @Test
    void everyAnswerForbidsWhatAPageMustNotDo() {
        for (String path : List.of("/", "/jobs", "/jobs/999999999", "/web/sluice.css", "/live?topic=jobs")) {
            Visitor.Answer answer = visitor(Person.OWNER).get(path);
            assertThat(answer.header("Content-Security-Policy")).as(path).contains("default-src 'self'");
            assertThat(answer.header("X-Content-Type-Options")).as(path).isEqualTo("nosniff");
            assertThat(answer.header("X-Frame-Options")).as(path).isEqualTo("DENY");
        }
    }

    @Test
    void whatIsNotThereAndWhatIsNotYoursLookTheSame() {
        Visitor stranger = visitor(Person.STRANGER);
        String foreign = owned(Person.OWNER).job();
        String absent = "999999999";
        assertThat(pageOfJob(stranger, foreign)).isEqualTo(pageOfJob(stranger, absent));
    }

    /** The page without what differs from one request, moment or job to the next. */
    private static String pageOfJob(Visitor visitor, String job) {
        return visitor.get("/jobs/" + job, "Accept", "text/html")
                .body()
                .replaceAll("\\b" + job + "\\b", "JOB")
                .replaceAll("data-live-since=\"[^\"]*\"", "SINCE")
                .replaceAll("[0-9a-f]{8,}", "ID")
                .replaceAll("value=\"[^\"]{20,}\"|content=\"[^\"]{20,}\"", "TOKEN")
                .replaceAll("(?s)<time.*?</time>|datetime=\"[^\"]*\"", "TIME");
    }

    private static Map<String, Map<Person, String>> table() {
        Map<String, Map<Person, String>> table = new LinkedHashMap<>();
        TABLE.lines().forEach(line -> {
            Iterator<String> cells =
                    Arrays.stream(line.split("\\|")).map(String::strip).iterator();
            String route = cells.next().replaceAll(" +", " ");
            Map<Person, String> expected = new EnumMap<>(Person.class);
            for (Person person : Person.values()) {
                expected.put(person, cells.next());
            }
            assertThat(cells.hasNext()).as(line).isFalse();
            table.put(route, expected);
        });
        return table;
    }

    /** Every mapped method of every class of the product, as "GET /jobs/{id}". */
    static Set<String> routes() {
        ClassPathScanningCandidateComponentProvider scanner = new ClassPathScanningCandidateComponentProvider(false);
        scanner.addIncludeFilter(
                (reader, factory) -> reader.getAnnotationMetadata().hasAnnotatedMethods(RequestMapping.class.getName())
                        && reader.getResource().toString().contains("/classes/")
                        && !reader.getResource().toString().contains("/test-classes/"));
        Set<String> routes = new TreeSet<>();
        scanner.findCandidateComponents("org.sluice")
                .forEach(found -> routes.addAll(routes(Objects.requireNonNull(found.getBeanClassName()))));
        return routes;
    }

    private static Set<String> routes(String className) {
        Set<String> routes = new TreeSet<>();
        try {
            for (Method method : Class.forName(className).getDeclaredMethods()) {
                RequestMapping mapping = AnnotatedElementUtils.findMergedAnnotation(method, RequestMapping.class);
                if (mapping != null) {
                    Stream.of(mapping.method())
                            .forEach(verb ->
                                    Stream.of(mapping.path()).forEach(path -> routes.add(verb.name() + " " + path)));
                }
            }
            return routes;
        } catch (ClassNotFoundException e) {
            throw new AssertionError(e);
        }
    }
}
