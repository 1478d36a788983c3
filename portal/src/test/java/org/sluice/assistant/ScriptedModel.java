package org.sluice.assistant;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.sluice.remote.HeadPorts;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** An OpenAI-compatible server that streams what a test tells it to, in the shapes of vLLM, and keeps what it was asked. */
final class ScriptedModel implements AutoCloseable {
    /** What is done for one request. */
    interface Reply {
        void to(Request request) throws IOException, InterruptedException;
    }

    private static final Duration LONG = Duration.ofMinutes(2);
    private static final JsonMapper JSON = JsonMapper.builder().build();
    static final HeadPorts NO_HEAD = (host, port, within) -> {
        throw new AssertionError("no stream through a head was expected");
    };

    private final HttpServer server;
    private final ExecutorService workers = Executors.newCachedThreadPool();
    private final Queue<Reply> replies = new ConcurrentLinkedQueue<>();
    private final List<JsonNode> asked = Collections.synchronizedList(new ArrayList<>());
    private final List<String> keys = Collections.synchronizedList(new ArrayList<>());
    private final CountDownLatch closing = new CountDownLatch(1);
    final CountDownLatch gone = new CountDownLatch(1);

    ScriptedModel() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/v1/chat/completions", this::handle);
        server.setExecutor(workers);
        server.start();
    }

    ScriptedModel then(Reply reply) {
        replies.add(reply);
        return this;
    }

    int port() {
        return server.getAddress().getPort();
    }

    /** The bodies of all requests so far. */
    List<JsonNode> asked() {
        return List.copyOf(asked);
    }

    List<String> authorizations() {
        return List.copyOf(keys);
    }

    AssistantProperties properties() {
        return properties(AssistantProperties.Reach.DIRECT, null, true);
    }

    /** Of a portal that soon gives up. */
    AssistantProperties impatient() {
        return properties(
                AssistantProperties.Reach.DIRECT, null, true, Duration.ofMillis(2500), Duration.ofMillis(500));
    }

    AssistantProperties properties(AssistantProperties.Reach reach, @Nullable Path key, boolean thinking) {
        return properties(reach, key, thinking, LONG, LONG);
    }

    private AssistantProperties properties(
            AssistantProperties.Reach reach,
            @Nullable Path key,
            boolean thinking,
            Duration firstTokenWithin,
            Duration idleAtMost) {
        return new AssistantProperties(
                "http://127.0.0.1:" + port() + "/v1",
                "nemotron",
                "",
                key,
                reach,
                0.6,
                0.95,
                512,
                thinking,
                firstTokenWithin,
                idleAtMost,
                LONG,
                2,
                3);
    }

    private void handle(HttpExchange exchange) throws IOException {
        asked.add(JSON.readTree(exchange.getRequestBody().readAllBytes()));
        keys.add(String.valueOf(exchange.getRequestHeaders().getFirst("Authorization")));
        Reply reply = replies.poll();
        Request request = new Request(exchange);
        try {
            (reply == null ? (Reply) none -> none.refuse(500, "nothing more was told", "") : reply).to(request);
        } catch (IOException readerGone) {
            gone.countDown();
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        }
        if (request.cut) {
            throw new IllegalStateException("the server closes the connection of a handler that fails");
        }
        exchange.close();
    }

    @Override
    public void close() {
        closing.countDown();
        server.stop(0);
        workers.shutdownNow();
    }

    /** One request being answered. */
    final class Request {
        private final HttpExchange exchange;
        private @Nullable OutputStream out;
        private boolean cut;

        Request(HttpExchange exchange) {
            this.exchange = exchange;
        }

        void refuse(int status, String message, String retryAfter) throws IOException {
            byte[] body = JSON.writeValueAsBytes(
                    java.util.Map.of("object", "error", "message", message, "type", "BadRequestError", "code", status));
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            if (!retryAfter.isEmpty()) {
                exchange.getResponseHeaders().set("Retry-After", retryAfter);
            }
            exchange.sendResponseHeaders(status, body.length);
            exchange.getResponseBody().write(body);
        }

        Request begin() throws IOException {
            exchange.getResponseHeaders().set("Content-Type", "text/event-stream; charset=utf-8");
            exchange.sendResponseHeaders(200, 0);
            out = exchange.getResponseBody();
            return delta("{\"role\":\"assistant\",\"content\":\"\"}");
        }

        Request says(String... pieces) throws IOException {
            for (String piece : pieces) {
                delta("{\"content\":" + JSON.writeValueAsString(piece) + "}");
            }
            return this;
        }

        Request delta(String delta) throws IOException {
            return choice(delta, "null");
        }

        Request choice(String delta, String finish) throws IOException {
            return event(
                    "{\"id\":\"chatcmpl-1\",\"object\":\"chat.completion.chunk\",\"created\":1700000000,\"model\":\"nemotron\","
                            + "\"choices\":[{\"index\":0,\"delta\":" + delta + ",\"finish_reason\":" + finish + "}]}");
        }

        /** A call as vLLM streams it: its name, then its arguments in pieces; some parsers repeat the id each time. */
        Request calls(int index, String id, String name, boolean repeatsId, String... arguments) throws IOException {
            delta("{\"tool_calls\":[{\"index\":" + index + ",\"id\":\"" + id
                    + "\",\"type\":\"function\",\"function\":{\"name\":\"" + name + "\",\"arguments\":\"\"}}]}");
            for (String piece : arguments) {
                delta("{\"tool_calls\":[{\"index\":" + index + (repeatsId ? ",\"id\":\"" + id + "\"" : "")
                        + ",\"function\":{\"arguments\":" + JSON.writeValueAsString(piece) + "}}]}");
            }
            return this;
        }

        void ends(String reason) throws IOException {
            choice("{}", "\"" + reason + "\"");
            event(
                    "{\"id\":\"chatcmpl-1\",\"object\":\"chat.completion.chunk\",\"created\":1700000000,\"model\":\"nemotron\","
                            + "\"choices\":[],\"usage\":{\"prompt_tokens\":10,\"completion_tokens\":20,\"total_tokens\":30}}");
            event("[DONE]");
        }

        Request event(String data) throws IOException {
            if (out == null) {
                throw new IllegalStateException("begin() first");
            }
            out.write(("data: " + data + "\n\n").getBytes(StandardCharsets.UTF_8));
            out.flush();
            return this;
        }

        /** The connection ends without the end of the answer. */
        void cut() {
            cut = true;
        }

        /** Silent until the reader goes: that is noticed by writing what no reader minds. */
        void hangs() throws IOException, InterruptedException {
            while (!closing.await(50, TimeUnit.MILLISECONDS)) {
                if (out != null) {
                    out.write(": \n\n".getBytes(StandardCharsets.UTF_8));
                    out.flush();
                }
            }
        }
    }
}
