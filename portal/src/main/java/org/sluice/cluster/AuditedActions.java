package org.sluice.cluster;

import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.sluice.access.ActingUser;
import org.sluice.access.Audit;
import org.sluice.access.Viewer;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/** Does something on the cluster as the viewer and writes down what came of it, whatever that is. */
@Component
public class AuditedActions {
    private final Audit audit;
    private final ApplicationEventPublisher events;

    AuditedActions(Audit audit, ApplicationEventPublisher events) {
        this.audit = audit;
        this.events = events;
    }

    /**
     * Runs the action.
     *
     * @param action Slurm's command or word, for example {@code scancel} or {@code drain}
     * @param object what it is done to, for example {@code job 4711}
     * @param detail the reason the person gave, if any
     * @throws SlurmRefused with Slurm's words
     * @throws ClusterUnreachable nothing was asked
     * @throws AnswerLost it was asked, and what came of it is not known
     */
    public void perform(
            Viewer viewer, String action, String object, @Nullable String detail, Consumer<ActingUser> command) {
        try {
            command.accept(viewer.acting());
            audit.record(viewer, action, object, Audit.Outcome.DONE, detail);
            events.publishEvent(new ClusterChanged());
        } catch (SlurmRefused e) {
            audit.record(viewer, action, object, Audit.Outcome.REFUSED, e.words());
            throw e;
        } catch (ClusterUnreachable e) {
            audit.record(viewer, action, object, Audit.Outcome.NOT_DONE, e.getMessage());
            throw e;
        } catch (AnswerLost e) {
            audit.record(viewer, action, object, Audit.Outcome.NOT_KNOWN, e.getMessage());
            throw e;
        }
    }
}
