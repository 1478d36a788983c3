package org.sluice.endtoend;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.sluice.Instance;

/** Somebody signed in to the portal without a browser: forms go out as a browser sends them. */
final class FormClient {
    private static final Pattern TOKEN = Pattern.compile("name=\"_csrf\"[^>]*value=\"([^\"]+)\"");

    private final HttpClient http = HttpClient.newBuilder()
            .cookieHandler(new CookieManager())
            .connectTimeout(Duration.ofSeconds(5))
            .build();
    private final String portal = Instance.running().get("portal.url");

    static FormClient signedIn(String login) throws IOException, InterruptedException {
        FormClient client = new FormClient();
        HttpResponse<String> answer = client.post(
                        "/sign-in",
                        Map.of(
                                "username",
                                login,
                                "password",
                                Instance.running().get("password." + login),
                                "_csrf",
                                client.token("/sign-in")))
                .join();
        if (!answer.headers().firstValue("Location").orElse("").endsWith("/")) {
            throw new AssertionError(login + " was not signed in: " + answer.statusCode());
        }
        return client;
    }

    HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return http.send(
                HttpRequest.newBuilder(URI.create(portal + path))
                        .timeout(Duration.ofSeconds(20))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    /** Waits until the portal sees the cluster, or ceases to: {@code fresh}, {@code unreachable}. */
    void awaitPulse(String kind, Duration atMost) {
        await().atMost(atMost)
                .pollInterval(Duration.ofMillis(500))
                .until(() -> get("/pulse").body().contains("pulse-" + kind));
    }

    /** Where an answer leads, without the portal's own address; empty when it leads nowhere. */
    static String goesTo(HttpResponse<String> answer) {
        return answer.headers()
                .firstValue("Location")
                .map(location -> URI.create(location).getPath())
                .orElse("");
    }

    /** The token of a page's form. */
    String token(String path) throws IOException, InterruptedException {
        Matcher matcher = TOKEN.matcher(get(path).body());
        if (!matcher.find()) {
            throw new AssertionError(path + " has no form");
        }
        return matcher.group(1);
    }

    CompletableFuture<HttpResponse<String>> post(String path, Map<String, String> form) {
        String body = form.entrySet().stream()
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        return http.sendAsync(
                HttpRequest.newBuilder(URI.create(portal + path))
                        .timeout(Duration.ofSeconds(90))
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(HttpRequest.BodyPublishers.ofString(body))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    /** Presses Submit on the form of the template {@code cpu-job}. */
    CompletableFuture<HttpResponse<String>> submit(String key, String name, String command)
            throws IOException, InterruptedException {
        Map<String, String> form = new HashMap<>(Map.of(
                "key",
                key,
                "job_name",
                name,
                "partition",
                "cpu",
                "cpus",
                "1",
                "memory",
                "100M",
                "time",
                "5",
                "command",
                command));
        form.put("_csrf", token("/submit/cpu-job"));
        return post("/submit/cpu-job", form);
    }
}
