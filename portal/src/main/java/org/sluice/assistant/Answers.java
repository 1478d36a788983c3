package org.sluice.assistant;

import java.time.Clock;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.sluice.access.SignedOut;
import org.sluice.web.DaemonThreads;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** The answers under way: so many a person, so many in all. */
@Component
class Answers {
    private final Answering answering;
    private final AssistantProperties properties;
    private final Clock clock;
    private final Set<Answer> underWay = ConcurrentHashMap.newKeySet();
    private final ExecutorService workers = Executors.newCachedThreadPool(DaemonThreads.named("assistant"));

    Answers(Answering answering, AssistantProperties properties, Clock clock) {
        this.answering = answering;
        this.properties = properties;
        this.clock = clock;
    }

    /** @throws AnswerRefused when too many are under way */
    Answer begin(String question, Asker asker, Conversation conversation) {
        Answer answer = new Answer(question, asker, conversation.given(), clock);
        synchronized (underWay) {
            refuseTooMany(asker.session().login());
            conversation.add(answer);
            underWay.add(answer);
        }
        workers.execute(() -> {
            try {
                answering.run(answer, conversation);
            } finally {
                underWay.remove(answer);
            }
        });
        return answer;
    }

    private void refuseTooMany(String login) {
        long mine = underWay.stream()
                .filter(each -> each.asker().session().login().equals(login))
                .count();
        if (mine >= properties.answersAPerson()) {
            throw new AnswerRefused("You have " + mine + " answers under way; wait for one, or stop it.");
        }
        if (underWay.size() >= properties.answersInAll()) {
            throw new AnswerRefused(
                    "The assistant answers " + underWay.size() + " people already; ask again in a minute.");
        }
    }

    @EventListener
    void signedOut(SignedOut out) {
        underWay.stream()
                .filter(answer -> answer.asker().session().login().equals(out.login()))
                .filter(answer -> answer.asker().session().viewer().isEmpty())
                .forEach(Answer::stop);
    }

    @EventListener(ContextClosedEvent.class)
    void stopAll() {
        underWay.forEach(Answer::stop);
        underWay.forEach(answer -> answer.ends("The portal is stopping."));
        workers.shutdown();
    }
}
