package org.sluice.assistant;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.function.BiFunction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sluice.access.Viewer;
import org.sluice.diagnosis.Explanation;
import org.sluice.diagnosis.Findings;
import org.sluice.jobs.Job;
import org.sluice.jobs.Jobs;
import org.sluice.web.NotFound;
import org.springframework.ai.chat.messages.AssistantMessage.ToolCall;
import org.springframework.ai.chat.messages.Message;
import org.springframework.ai.chat.messages.SystemMessage;
import org.springframework.ai.chat.messages.ToolResponseMessage;
import org.springframework.ai.chat.messages.UserMessage;
import org.springframework.ai.tool.ToolCallback;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/** Gets one answer: findings and question to the model, its calls to the tools, until it has said what it has to say. */
@Component
class Answering {
    static final int MOST_CALLS = 8;
    private static final Logger log = LoggerFactory.getLogger(Answering.class);
    private static final Duration RECHECK = Duration.ofSeconds(30);
    /** A page that is loaded anew comes back sooner than this. */
    private static final Duration ALONE = Duration.ofSeconds(20);

    private static final Duration STILL_THERE = Duration.ofSeconds(10);
    private static final int MOST_SHOWN = 160;

    private final Model model;
    private final AssistantProperties properties;
    private final Toolbox toolbox;
    private final BiFunction<Job, Viewer, Explanation> findings;
    private final Jobs jobs;
    private final InstantSource clock;
    private final SecureRandom random = new SecureRandom();

    @Autowired
    Answering(Model model, AssistantProperties properties, Toolbox toolbox, Findings findings, Jobs jobs, Clock clock) {
        this(model, properties, toolbox, findings::of, jobs, clock);
    }

    Answering(
            Model model,
            AssistantProperties properties,
            Toolbox toolbox,
            BiFunction<Job, Viewer, Explanation> findings,
            Jobs jobs,
            InstantSource clock) {
        this.model = model;
        this.properties = properties;
        this.toolbox = toolbox;
        this.findings = findings;
        this.jobs = jobs;
        this.clock = clock;
    }

    /** Tells the answer all there is, and always ends it. */
    void run(Answer answer, Conversation conversation) {
        try {
            answer.ends(talk(answer, conversation));
        } catch (ModelFailed failed) {
            log.warn("no whole answer for {}: {} {}", answer.asker(), failed.sentence(), failed.detail());
            answer.ends(failed.sentence());
        } catch (ReplyReader.Stopped stopped) {
            answer.ends("Stopped.");
        } catch (NotFound gone) {
            answer.ends("This job is not available to you any more.");
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            answer.ends("The portal is stopping.");
        } catch (RuntimeException fault) {
            log.error("an answer for {} failed", answer.asker(), fault);
            answer.ends("The portal has made a mistake here; its log says more.");
        }
    }

    private String talk(Answer answer, Conversation conversation)
            throws ModelFailed, ReplyReader.Stopped, InterruptedException {
        String nonce = nonce();
        Instant until = clock.instant().plus(properties.answerWithin());
        Watch watch = new Watch(answer);
        List<Message> messages = new ArrayList<>();
        messages.add(new SystemMessage(SystemText.with(nonce)));
        messages.addAll(conversation.before(answer));
        messages.add(new UserMessage(opening(answer, conversation.given(), nonce)));
        int left = MOST_CALLS;
        while (true) {
            Reply reply = ask(messages, left > 0 ? toolbox.offered() : List.of(), answer, until, watch);
            if (reply.calls().isEmpty()) {
                return ending(reply, answer);
            }
            if (left <= 0) {
                return "The model kept asking for more and did not answer.";
            }
            messages.add(reply.message());
            List<ToolResponseMessage.ToolResponse> responses = new ArrayList<>();
            for (ToolCall call : reply.calls()) {
                responses.add(new ToolResponseMessage.ToolResponse(
                        call.id(), call.name(), left-- > 0 ? look(call, answer, conversation, nonce) : tooMany()));
            }
            messages.add(ToolResponseMessage.builder().responses(responses).build());
            answer.beginsAnew();
        }
    }

    private Reply ask(List<Message> messages, List<ToolCallback> offered, Answer answer, Instant until, Watch watch)
            throws ModelFailed, ReplyReader.Stopped, InterruptedException {
        ReplyReader.Listener listener = new ReplyReader.Listener() {
            @Override
            public void thinking() {
                answer.thinks();
            }

            @Override
            public void said(String text) {
                answer.says(text);
            }

            @Override
            public void unsaid(int characters) {
                answer.takesBack(characters);
            }
        };
        try (ModelStream stream = model.ask(messages, offered)) {
            return new ReplyReader(properties, clock, until, watch::saysStop, listener).read(stream);
        }
    }

    private String opening(Answer answer, Given given, String nonce) {
        Looking looking = answer.asker().looking(jobs);
        DataBlock facts = new DataBlock(nonce, given);
        facts.field(
                "State",
                looking.job().state().raw(),
                looking.job().source(),
                looking.job().observedAt());
        FoundFacts.write(() -> findings.apply(looking.job(), looking.viewer()), facts);
        return "What the rules found about job " + looking.job().id() + ":\n" + facts.text() + "\n\nThe person asks:\n"
                + answer.question();
    }

    private String look(ToolCall call, Answer answer, Conversation conversation, String nonce) {
        String arguments = call.arguments().replaceAll("\\s+", " ").strip();
        String shown = arguments.equals("{}") ? call.name() : call.name() + " " + arguments;
        answer.looksAt((shown.length() <= MOST_SHOWN ? shown : shown.substring(0, MOST_SHOWN) + "…")
                + (toolbox.has(call.name()) ? "" : ", which does not exist"));
        return toolbox.call(call, answer.asker(), new DataBlock(nonce, conversation.given()));
    }

    private static String tooMany() {
        return "No more calls: answer with what you have.";
    }

    private static String ending(Reply reply, Answer answer) {
        if (reply.wasCutByLength()) {
            return "The answer broke off: it reached the most tokens it may have.";
        }
        return answer.text().isBlank() ? "The model ended without saying anything." : "";
    }

    private String nonce() {
        byte[] bytes = new byte[12];
        random.nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }

    /** Looks now and then whether anybody still waits, and may. */
    private final class Watch {
        private final Answer answer;
        private Instant checked = clock.instant();
        private Instant told = clock.instant();

        Watch(Answer answer) {
            this.answer = answer;
        }

        boolean saysStop() {
            Instant now = clock.instant();
            if (Duration.between(told, now).compareTo(STILL_THERE) > 0) {
                told = now;
                answer.stillThere();
            }
            if (Duration.between(checked, now).compareTo(RECHECK) > 0) {
                checked = now;
                if (!answer.asker().mayStillAsk(jobs)) {
                    answer.stop();
                }
            }
            return answer.isStopped() || answer.isAlone(ALONE);
        }
    }
}
