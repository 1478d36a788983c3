package org.sluice.containers;

import java.io.IOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Somebody signed in to the portal; forms go out as a browser sends them. */
final class Visitor {
    private static final Pattern TOKEN = Pattern.compile("name=\"_csrf\"[^>]*value=\"([^\"]+)\"");
    private static final Pattern KEY = Pattern.compile("name=\"key\" value=\"([^\"]+)\"");
    private static final Pattern JOB = Pattern.compile(".*/jobs/(\\d+)");
    private static final Pattern STATE = Pattern.compile("data-state=\"([a-z ]+)\"");

    private final HttpClient http = HttpClient.newBuilder()
            .cookieHandler(new CookieManager())
            .connectTimeout(Duration.ofSeconds(5))
            .build();
    private final String portal;

    private Visitor(String portal) {
        this.portal = portal;
    }

    static Visitor signedIn(PortalProcess portal, String login) {
        Visitor visitor = new Visitor(portal.url());
        HttpResponse<String> answer = visitor.post(
                "/sign-in",
                Map.of(
                        "username",
                        login,
                        "password",
                        portal.password(login),
                        "_csrf",
                        found(TOKEN, visitor.page("/sign-in"))));
        if (!location(answer).endsWith("/")) {
            throw new AssertionError(login + " was not signed in: " + answer.statusCode());
        }
        return visitor;
    }

    /** A page that has to be there. */
    String page(String path) {
        HttpResponse<String> answer = send(request(path).build());
        if (answer.statusCode() != 200) {
            throw new AssertionError(path + " answered " + answer.statusCode() + ": " + answer.body());
        }
        return answer.body();
    }

    /** Fills the form of the template for several nodes and presses Submit; the job's number. */
    String submit(Map<String, String> values) {
        String form = page("/submit/multi-node-gpu");
        Map<String, String> filled = new LinkedHashMap<>(Map.of(
                "_csrf", found(TOKEN, form),
                "key", found(KEY, form),
                "partition", "gpu",
                "account", "research",
                "gpus_type", "a100",
                "gpus", "1",
                "memory", "300M",
                "time", "10",
                "workload", "demonstration",
                "command", "true"));
        filled.putAll(Map.of("nodes", "1", "steps", "300", "job_name", "in-containers"));
        filled.putAll(values);
        HttpResponse<String> answer = post("/submit/multi-node-gpu", filled);
        Matcher job = JOB.matcher(location(answer));
        if (!job.matches()) {
            throw new AssertionError("not submitted: " + answer.statusCode() + " " + answer.body());
        }
        return job.group(1);
    }

    String state(String job) {
        return found(STATE, page("/jobs/" + job + "/state"));
    }

    void cancel(String job) {
        HttpResponse<String> answer =
                post("/jobs/" + job + "/cancel", Map.of("_csrf", found(TOKEN, page("/jobs/" + job))));
        if (answer.statusCode() >= 400) {
            throw new AssertionError("not cancelled: " + answer.statusCode());
        }
    }

    private HttpResponse<String> post(String path, Map<String, String> form) {
        String body = form.entrySet().stream()
                .map(field -> encoded(field.getKey()) + "=" + encoded(field.getValue()))
                .collect(Collectors.joining("&"));
        return send(request(path)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build());
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(portal + path)).timeout(Duration.ofSeconds(70));
    }

    private HttpResponse<String> send(HttpRequest request) {
        try {
            return http.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new AssertionError(request.uri().toString(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    private static String location(HttpResponse<String> answer) {
        return answer.headers().firstValue("Location").orElse("");
    }

    private static String found(Pattern pattern, String text) {
        Matcher matcher = pattern.matcher(text);
        if (!matcher.find()) {
            throw new AssertionError("no " + pattern + " in " + text);
        }
        return matcher.group(1);
    }

    private static String encoded(String word) {
        return URLEncoder.encode(word, StandardCharsets.UTF_8);
    }
}
