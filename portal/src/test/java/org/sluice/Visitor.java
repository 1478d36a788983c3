package org.sluice;

import static org.sluice.Patience.await;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Somebody at the door of the instance's portal without a browser: with a session of their own, signed in or not. */
public final class Visitor {
    private static final Pattern TOKEN = Pattern.compile("name=\"_csrf\"[^>]*value=\"([^\"]+)\"");

    /** What the portal answered. */
    public record Answer(int status, String location, HttpResponse<?> whole, String body) {
        String header(String name) {
            return whole.headers().firstValue(name).orElse("");
        }

        boolean leadsToSignIn() {
            return status == 302 && location.startsWith("/sign-in");
        }
    }

    private final String portal;
    private final HttpClient client = Http.withCookies();
    private String token;

    private Visitor(Instance instance) {
        portal = instance.get("portal.url");
        token = tokenAt("/sign-in");
    }

    public static Visitor anonymous() {
        return new Visitor(Instance.running());
    }

    public static Visitor signedIn(String login) {
        return signedIn(Instance.running(), login);
    }

    public static Visitor signedIn(Instance instance, String login) {
        Visitor visitor = new Visitor(instance);
        Answer answer =
                visitor.post("/sign-in", Map.of("username", login, "password", instance.get("password." + login)));
        if (answer.status() != 302 || !answer.location().equals("/")) {
            throw new AssertionError(login + " could not sign in: " + answer.status() + " " + answer.location());
        }
        visitor.token = visitor.tokenAt("/submit/cpu-job");
        return visitor;
    }

    public Answer get(String path, String... headers) {
        return send(request(path, headers).GET().build());
    }

    /** Posts a form with the token against forged requests. */
    public Answer post(String path, Map<String, String> form) {
        return send(request(path, "X-CSRF-TOKEN", token).POST(encoded(form)).build());
    }

    Answer postWithoutToken(String path, Map<String, String> form) {
        return send(request(path).POST(encoded(form)).build());
    }

    Answer method(String method, String path) {
        return send(request(path, "X-CSRF-TOKEN", token)
                .method(method, HttpRequest.BodyPublishers.noBody())
                .build());
    }

    /** Posts a form and does not wait; fails where the portal goes away meanwhile. */
    public CompletableFuture<Answer> posting(String path, Map<String, String> form) {
        HttpRequest request =
                request(path, "X-CSRF-TOKEN", token).POST(encoded(form)).build();
        return client.sendAsync(request, HttpResponse.BodyHandlers.ofInputStream())
                .thenApply(this::answer);
    }

    /** Waits until the portal sees the cluster, or ceases to: {@code fresh}, {@code unreachable}. */
    public void awaitPulse(String kind) {
        await().until(() -> get("/pulse").body().contains("pulse-" + kind));
    }

    /** Opens a stream and leaves it open; its end is the end of the answer's body. */
    InputStream stream(String path) {
        try {
            HttpResponse<InputStream> response =
                    client.send(request(path).GET().build(), HttpResponse.BodyHandlers.ofInputStream());
            if (response.statusCode() != 200) {
                throw new AssertionError(path + " was answered " + response.statusCode());
            }
            return response.body();
        } catch (IOException e) {
            throw new AssertionError(path + " was not answered", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    private static HttpRequest.BodyPublisher encoded(Map<String, String> form) {
        return HttpRequest.BodyPublishers.ofString(form.entrySet().stream()
                .map(field -> encoded(field.getKey()) + "=" + encoded(field.getValue()))
                .collect(Collectors.joining("&")));
    }

    private static String encoded(String words) {
        return URLEncoder.encode(words, StandardCharsets.UTF_8);
    }

    private HttpRequest.Builder request(String path, String... headers) {
        return Http.request(portal + path, headers).header("Content-Type", "application/x-www-form-urlencoded");
    }

    private Answer send(HttpRequest request) {
        try {
            return answer(client.send(request, HttpResponse.BodyHandlers.ofInputStream()));
        } catch (IOException e) {
            throw new UncheckedIOException(request + " was not answered", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    /** A stream never ends: of it only the head is read. */
    private Answer answer(HttpResponse<InputStream> response) {
        try (InputStream body = response.body()) {
            boolean stream = response.headers()
                    .firstValue("Content-Type")
                    .filter(type -> type.startsWith("text/event-stream"))
                    .isPresent();
            String location = response.headers()
                    .firstValue("Location")
                    .map(address -> address.replace(portal, ""))
                    .orElse("");
            return new Answer(
                    response.statusCode(),
                    location,
                    response,
                    stream ? "" : new String(body.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(response.request() + " was not answered to its end", e);
        }
    }

    private String tokenAt(String path) {
        Matcher matcher = TOKEN.matcher(get(path).body());
        if (!matcher.find()) {
            throw new AssertionError("there is no token against forged requests on " + path);
        }
        return matcher.group(1);
    }
}
