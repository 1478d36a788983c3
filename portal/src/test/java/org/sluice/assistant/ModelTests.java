package org.sluice.assistant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sluice.Patience;
import org.sluice.remote.ClusterUnreachable;
import org.sluice.remote.HeadPorts;
import org.springframework.ai.chat.messages.AssistantMessage.ToolCall;
import org.springframework.ai.chat.messages.UserMessage;
import tools.jackson.databind.JsonNode;

/** The model's client against a server that streams what vLLM streams. */
class ModelTests {
    private final ScriptedModel server = new ScriptedModel();
    private final StringBuilder said = new StringBuilder();
    private final AtomicInteger thoughts = new AtomicInteger();
    private volatile boolean stopped;

    @AfterEach
    void close() {
        server.close();
    }

    @Test
    void readsTextAndIgnoresTheChunkOfTokenCounts() throws Exception {
        server.then(request -> request.begin().says("It ran ", "out of memory.").ends("stop"));

        Reply reply = ask();

        assertThat(reply.text()).isEqualTo("It ran out of memory.").isEqualTo(said.toString());
        assertThat(reply.calls()).isEmpty();
        assertThat(reply.finish()).isEqualTo("STOP");
    }

    @Test
    void putsTheFragmentsOfToolCallsTogetherWhetherIdsAreRepeatedOrNot() throws Exception {
        server.then(request -> request.begin()
                .calls(0, "call-a", "job_output", true, "{\"mo", "de\": \"ta", "il\"}")
                .calls(1, "call-b", "gpu_summary", false, "{", "}")
                .ends("tool_calls"));

        assertThat(ask().calls())
                .containsExactly(
                        new ToolCall("call-a", "function", "job_output", "{\"mode\": \"tail\"}"),
                        new ToolCall("call-b", "function", "gpu_summary", "{}"));
    }

    @Test
    void keepsThinkingOutOfTheAnswerUnderBothOfItsNames() throws Exception {
        server.then(request -> request.begin()
                .delta("{\"reasoning\":\"let me \"}")
                .delta("{\"reasoning_content\":\"see\"}")
                .says("Yes.")
                .ends("stop"));

        assertThat(ask().text()).isEqualTo("Yes.");
        assertThat(thoughts.get()).isPositive();
    }

    @Test
    void takesBackWhatTurnsOutToBeThinking() throws Exception {
        server.then(request -> request.begin()
                .says("I look at ", "line 3.</thi", "nk>It is ", "full.")
                .ends("stop"));

        assertThat(ask().text()).isEqualTo("It is full.").isEqualTo(said.toString());
    }

    @Test
    void findsACallThatTheServersParserLeftInTheThinking() throws Exception {
        server.then(request -> request.begin()
                .delta(
                        "{\"reasoning\":\"I look. <tool_call><function=job_output><parameter=mode>\\ntail\\n</parameter></function></tool_call>\"}")
                .ends("stop"));

        assertThat(ask().calls())
                .extracting(ToolCall::name, ToolCall::arguments)
                .containsExactly(org.assertj.core.api.Assertions.tuple("job_output", "{\"mode\":\"tail\"}"));
    }

    @Test
    void takesThinkingForTheAnswerWhereThinkingIsOffAndNothingElseCame() throws Exception {
        server.then(request ->
                request.begin().delta("{\"reasoning\":\"It is full.\"}").ends("stop"));

        assertThat(ask(server.properties(AssistantProperties.Reach.DIRECT, null, false), ScriptedModel.NO_HEAD)
                        .text())
                .isEqualTo("It is full.");
        assertThat(server.asked()
                        .get(0)
                        .at("/chat_template_kwargs/enable_thinking")
                        .asBoolean())
                .isFalse();
    }

    @Test
    void saysThatAnAnswerBrokeOffWhichHasNoEnd() {
        server.then(request -> request.begin().says("It ran").event("[DONE]"));

        assertThat(failure().sentence()).contains("broke off");
        assertThat(said).hasToString("It ran");
    }

    @Test
    void saysThatAnAnswerBrokeOffWhoseConnectionWasCut() {
        server.then(request -> request.begin().says("It ran", " out").cut());

        assertThat(failure().sentence()).contains("broke off");
        assertThat(said.toString()).startsWith("It ran");
    }

    @Test
    void saysThatABusyModelIsBusyAndForHowLongAndAsksOnlyOnce() {
        server.then(request -> request.refuse(429, "Too many requests", "7"));

        assertThat(failure().sentence()).contains("busy").contains("7 s");
        assertThat(server.asked()).hasSize(1);
    }

    @Test
    void saysWhatIsMissingWhereAServerHasNoToolCalls() {
        server.then(request -> request.refuse(
                400, "\"auto\" tool choice requires --enable-auto-tool-choice and --tool-call-parser to be set", ""));

        assertThat(failure().sentence()).contains("--enable-auto-tool-choice");
    }

    @Test
    void tellsAFaultOfTheServerWithoutItsWords() {
        server.then(request -> request.refuse(500, "Traceback: /opt/secret/path", ""));

        assertThat(failure().sentence()).contains("500").doesNotContain("secret");
    }

    @Test
    void givesUpOnAModelThatSaysNothingAndClosesTheConnection() throws Exception {
        server.then(request -> {
            request.begin();
            request.hangs();
        });

        assertThat(failure(server.impatient()).sentence()).contains("said nothing");
        Patience.await().until(() -> server.gone.getCount() == 0);
    }

    @Test
    void givesUpOnAModelThatStopsInTheMiddleAndKeepsWhatItSaid() {
        server.then(request -> request.begin().says("It ran ").hangs());

        assertThat(failure(server.impatient()).sentence()).contains("in the middle");
        assertThat(said).hasToString("It ran ");
    }

    @Test
    void closesTheRequestAtOnceWhenItIsStopped() throws Exception {
        server.then(request -> {
            request.begin().says("It ");
            stopped = true;
            request.hangs();
        });

        assertThatThrownBy(this::ask).isInstanceOf(ReplyReader.Stopped.class);
        Patience.await().until(() -> server.gone.getCount() == 0);
    }

    @Test
    void saysThatNothingAnswersWhereNothingListens() {
        AssistantProperties properties = server.properties();
        server.close();

        assertThat(failure(properties).sentence()).contains("could not be made");
    }

    @Test
    void asksAsTheSettingsSay() throws Exception {
        server.then(request -> request.begin().says("Yes.").ends("stop"));
        ask();

        JsonNode body = server.asked().get(0);
        assertThat(body.at("/model").asString()).isEqualTo("nemotron");
        assertThat(body.at("/temperature").asDouble()).isEqualTo(0.6);
        assertThat(body.at("/top_p").asDouble()).isEqualTo(0.95);
        assertThat(body.at("/max_tokens").asInt()).isEqualTo(512);
        assertThat(body.at("/chat_template_kwargs/enable_thinking").asBoolean()).isTrue();
        assertThat(server.authorizations()).containsExactly("null");
    }

    @Test
    void sendsTheKeyOfItsFile(@TempDir Path directory) throws Exception {
        Path key = Files.writeString(directory.resolve("key"), "sk-of-a-file\n");
        server.then(request -> request.begin().says("Yes.").ends("stop"));

        ask(server.properties(AssistantProperties.Reach.DIRECT, key, true), ScriptedModel.NO_HEAD);

        assertThat(server.authorizations()).containsExactly("Bearer sk-of-a-file");
    }

    @Test
    void refusesToStartWithoutTheKeyFileOrTheModelsName(@TempDir Path directory) {
        assertThatThrownBy(() -> new Model(
                        server.properties(AssistantProperties.Reach.DIRECT, directory.resolve("none"), true),
                        ScriptedModel.NO_HEAD))
                .hasMessageContaining("sluice.assistant.api-key-file");
    }

    @Test
    void goesThroughTheHeadWhereItIsToldTo() throws Exception {
        server.then(request -> request.begin().says("Through the head.").ends("stop"));
        AtomicInteger opened = new AtomicInteger();

        Reply reply = ask(server.properties(AssistantProperties.Reach.SSH, null, true), (host, port, within) -> {
            opened.incrementAndGet();
            return plain(host, port);
        });

        assertThat(reply.text()).isEqualTo("Through the head.");
        assertThat(opened.get()).isEqualTo(1);
    }

    @Test
    void saysWhyTheHeadLetsNothingThrough() {
        ModelFailed failed =
                failure(server.properties(AssistantProperties.Reach.SSH, null, true), (host, port, within) -> {
                    throw new ClusterUnreachable(
                            ClusterUnreachable.Obstacle.NO_CONNECTION,
                            "sshd does not permit a stream to " + host + ":" + port);
                });

        assertThat(failed.sentence()).contains("could not be made");
        assertThat(failed.detail()).contains("does not permit a stream to 127.0.0.1:" + server.port());
    }

    private Reply ask() throws Exception {
        return ask(server.properties(), ScriptedModel.NO_HEAD);
    }

    private Reply ask(AssistantProperties properties, HeadPorts head) throws Exception {
        ReplyReader.Listener listener = new ReplyReader.Listener() {
            @Override
            public void thinking() {
                thoughts.incrementAndGet();
            }

            @Override
            public void said(String text) {
                said.append(text);
            }

            @Override
            public void unsaid(int characters) {
                said.setLength(said.length() - characters);
            }
        };
        Clock clock = Clock.systemUTC();
        try (ModelStream stream = new Model(properties, head).ask(List.of(new UserMessage("Why?")), List.of())) {
            return new ReplyReader(
                            properties, clock, clock.instant().plus(properties.answerWithin()), () -> stopped, listener)
                    .read(stream);
        }
    }

    private ModelFailed failure() {
        return failure(server.properties());
    }

    private ModelFailed failure(AssistantProperties properties) {
        return failure(properties, ScriptedModel.NO_HEAD);
    }

    private ModelFailed failure(AssistantProperties properties, HeadPorts head) {
        return catchThrowableOfType(ModelFailed.class, () -> ask(properties, head));
    }

    private static HeadPorts.Stream plain(String host, int port) {
        try {
            Socket socket = new Socket(host, port);
            InputStream in = socket.getInputStream();
            OutputStream out = socket.getOutputStream();
            return new HeadPorts.Stream() {
                @Override
                public InputStream in() {
                    return in;
                }

                @Override
                public OutputStream out() {
                    return out;
                }

                @Override
                public void close() {
                    try {
                        socket.close();
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                }
            };
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
