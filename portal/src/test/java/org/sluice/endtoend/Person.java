package org.sluice.endtoend;

import java.io.IOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.sluice.Instance;

/** Somebody signed in to the instance's portal, without a browser. Redirects are not followed, so that they can be seen. */
final class Person {
    private static final Duration DEADLINE = Duration.ofSeconds(100);
    private static final Pattern TOKEN = Pattern.compile("name=\"_csrf\"[^>]* value=\"([^\"]+)\"");
    private static final Pattern KEY = Pattern.compile("name=\"key\" value=\"([^\"]+)\"");

    private final String portal = Instance.running().get("portal.url");
    private final HttpClient http = HttpClient.newBuilder()
            .cookieHandler(new CookieManager())
            .connectTimeout(Duration.ofSeconds(10))
            .build();

    private Person() {}

    static Person signIn(String login) {
        Person person = new Person();
        String token = found(TOKEN, person.get("/sign-in").body());
        HttpResponse<String> answer = person.post(
                        "/sign-in",
                        Map.of(
                                "username",
                                login,
                                "password",
                                Instance.running().get("password." + login),
                                "_csrf",
                                token))
                .join();
        if (!goesTo(answer).equals("/")) {
            throw new AssertionError(login + " is not let in: " + answer.statusCode() + " " + goesTo(answer));
        }
        return person;
    }

    HttpResponse<String> get(String path) {
        try {
            return http.send(request(path).GET().build(), BodyHandlers.ofString());
        } catch (IOException e) {
            throw new AssertionError(path + " was not answered", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    /** Opens a template's form: what would be sent with it, its key and token included. */
    Map<String, String> open(String template, Map<String, String> values) {
        String form = get("/submit/" + template).body();
        Map<String, String> fields = new LinkedHashMap<>(values);
        fields.put("key", found(KEY, form));
        fields.put("_csrf", found(TOKEN, form));
        return fields;
    }

    CompletableFuture<HttpResponse<String>> post(String path, Map<String, String> fields) {
        String body = fields.entrySet().stream()
                .map(field -> encoded(field.getKey()) + "=" + encoded(field.getValue()))
                .collect(Collectors.joining("&"));
        return http.sendAsync(
                request(path)
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(BodyPublishers.ofString(body))
                        .build(),
                BodyHandlers.ofString());
    }

    /** Where an answer leads, without the portal's own address; empty when it leads nowhere. */
    static String goesTo(HttpResponse<String> answer) {
        return answer.headers().firstValue("Location").map(Person::path).orElse("");
    }

    private static String path(String location) {
        return URI.create(location).getPath();
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(portal + path)).timeout(DEADLINE);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static String found(Pattern pattern, String page) {
        Matcher matcher = pattern.matcher(page);
        if (!matcher.find()) {
            throw new AssertionError("no " + pattern + " in the page: " + page);
        }
        return matcher.group(1);
    }
}
