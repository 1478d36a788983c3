package org.sluice;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;

/** The one HTTP client of the portal's tests: follows no redirect, and waits as long as every other wait. */
public final class Http {
    private static final HttpClient ANONYMOUS = builder().build();

    private Http() {}

    /** Asks once, without cookies. */
    public static HttpResponse<String> get(String address, String... headers) {
        try {
            return ANONYMOUS.send(request(address, headers).build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(address + " was not answered", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    static HttpRequest.Builder request(String address, String... headers) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(address)).timeout(Patience.BOUND);
        return headers.length == 0 ? request : request.headers(headers);
    }

    /** A client with cookies of its own. */
    static HttpClient withCookies() {
        return builder().cookieHandler(new CookieManager()).build();
    }

    private static HttpClient.Builder builder() {
        return HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(Patience.BOUND);
    }
}
