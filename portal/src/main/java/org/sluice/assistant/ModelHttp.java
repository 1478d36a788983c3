package org.sluice.assistant;

import java.io.IOException;
import java.net.Proxy;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import okhttp3.Call;
import okhttp3.ConnectionPool;
import okhttp3.Interceptor;
import okhttp3.OkHttpClient;
import okhttp3.Protocol;
import okhttp3.Request;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;
import org.sluice.remote.HeadPorts;

/**
 * The HTTP under the model's client: our own connections, deadlines and cancelling. The client library offers no way to choose
 * sockets, cuts every request by one timeout, and waits for a stalled server when a stream is given up; so each of its
 * requests is taken over here and sent by a client of ours. See decision 0004.
 */
final class ModelHttp implements Interceptor {
    /** Names the request among those under way; it never leaves the portal. */
    static final String KEY = "X-Sluice-Request";

    private static final Duration CONNECT_WITHIN = Duration.ofSeconds(10);

    private final OkHttpClient client;
    private final Map<String, Sent> underWay = new ConcurrentHashMap<>();

    /** A request that was begun; it may be ended before it was sent. */
    private static final class Sent {
        private @Nullable Call call;
        private boolean ended;

        synchronized void by(Call sender) {
            call = sender;
            if (ended) {
                sender.cancel();
            }
        }

        synchronized void end() {
            ended = true;
            if (call != null) {
                call.cancel();
            }
        }
    }

    ModelHttp(AssistantProperties properties, HeadPorts ports) {
        Duration silence = properties.firstTokenWithin().compareTo(properties.idleAtMost()) > 0
                ? properties.firstTokenWithin()
                : properties.idleAtMost();
        OkHttpClient.Builder builder = new OkHttpClient.Builder()
                .protocols(List.of(Protocol.HTTP_1_1))
                .retryOnConnectionFailure(false)
                .followRedirects(false)
                .followSslRedirects(false)
                .connectionPool(new ConnectionPool(0, 1, TimeUnit.SECONDS))
                .connectTimeout(CONNECT_WITHIN)
                // the answer's own deadlines come first; this one only keeps a forgotten read from lasting for ever
                .readTimeout(silence.plusSeconds(5))
                .callTimeout(properties.answerWithin().plusSeconds(5));
        if (properties.reach() == AssistantProperties.Reach.SSH) {
            builder.proxy(Proxy.NO_PROXY).socketFactory(new HeadSockets(ports)).dns(HeadSockets.names());
        }
        client = builder.build();
    }

    @Override
    public Response intercept(Chain chain) throws IOException {
        Request request = chain.request();
        String key = request.header(KEY);
        Call call = client.newCall(request.newBuilder()
                .removeHeader(KEY)
                .header("Connection", "close")
                .build());
        Sent sent = key == null ? null : underWay.get(key);
        if (sent == null) {
            throw new IOException("nobody waits for this answer");
        }
        sent.by(call);
        return call.execute();
    }

    void begin(String key) {
        underWay.put(key, new Sent());
    }

    /** Closes the connection of this request, wherever it stands. It does not wait. */
    void end(String key) {
        Sent sent = underWay.remove(key);
        if (sent != null) {
            sent.end();
        }
    }
}
