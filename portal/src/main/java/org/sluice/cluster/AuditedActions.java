package org.sluice.cluster;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sluice.access.ActingUser;
import org.sluice.access.Audit;
import org.sluice.access.Viewer;
import org.sluice.remote.AnswerLost;
import org.sluice.remote.ClusterUnreachable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;

/** Does something on the cluster as the viewer and writes down what came of it, whatever that is. */
@Component
public class AuditedActions {
    private static final Logger log = LoggerFactory.getLogger(AuditedActions.class);

    private final Audit audit;
    private final Slurm slurm;
    private final ApplicationEventPublisher events;

    AuditedActions(Audit audit, Slurm slurm, ApplicationEventPublisher events) {
        this.audit = audit;
        this.slurm = slurm;
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
            record(viewer, action, object, Audit.Outcome.DONE, detail);
            events.publishEvent(new ClusterChanged());
        } catch (SlurmRefused e) {
            record(viewer, action, object, Audit.Outcome.REFUSED, e.words());
            throw e;
        } catch (ClusterUnreachable e) {
            record(viewer, action, object, Audit.Outcome.NOT_DONE, e.getMessage());
            throw e;
        } catch (AnswerLost e) {
            record(viewer, action, object, Audit.Outcome.NOT_KNOWN, e.getMessage());
            throw e;
        }
    }

    /**
     * Gives scontrol several orders, each of which is written down by itself.
     *
     * @param action Slurm's word for all of them, for example {@code drain}
     * @param detail the reason the person gave, if any
     * @return for each order Slurm's words where it was refused
     * @throws ClusterUnreachable nothing was asked
     * @throws AnswerLost they were given, and what came of them is not known
     */
    public List<Optional<String>> performEach(
            Viewer viewer, String action, List<ScontrolOrder> orders, @Nullable String detail) {
        try {
            List<Optional<String>> refusals = slurm.order(viewer.acting(), orders);
            for (int i = 0; i < orders.size(); i++) {
                Audit.Outcome outcome = refusals.get(i).isPresent() ? Audit.Outcome.REFUSED : Audit.Outcome.DONE;
                record(
                        viewer,
                        action,
                        orders.get(i).object(),
                        outcome,
                        refusals.get(i).orElse(detail));
            }
            events.publishEvent(new ClusterChanged());
            return refusals;
        } catch (ClusterUnreachable e) {
            record(viewer, action, orders, Audit.Outcome.NOT_DONE, e.getMessage());
            throw e;
        } catch (AnswerLost e) {
            record(viewer, action, orders, Audit.Outcome.NOT_KNOWN, e.getMessage());
            throw e;
        }
    }

    private void record(Viewer viewer, String action, List<ScontrolOrder> orders, Audit.Outcome outcome, String words) {
        orders.forEach(order -> record(viewer, action, order.object(), outcome, words));
    }

    /** A database that is away changes nothing about what Slurm did: the log keeps the entry, and the person is told. */
    private void record(Viewer viewer, String action, String object, Audit.Outcome outcome, @Nullable String detail) {
        try {
            audit.record(viewer, action, object, outcome, detail);
        } catch (DataAccessException e) {
            log.error(
                    "The audit lacks this entry, its database failed: {} ({}), {} {}, {}",
                    viewer.login(),
                    viewer.unixUser(),
                    action,
                    object,
                    outcome,
                    e);
        }
    }
}
