package org.sluice.accounts;

import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sluice.access.AdminLevel;
import org.sluice.access.RightsLearned;
import org.sluice.access.ServiceUsers;
import org.sluice.access.Viewer;
import org.sluice.cluster.Association;
import org.sluice.cluster.Slurm;
import org.sluice.cluster.SlurmRefused;
import org.sluice.cluster.SlurmUser;
import org.sluice.remote.AnswerLost;
import org.sluice.remote.ClusterUnreachable;
import org.sluice.web.OwnThread;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Bean;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Who may charge to which account, as Slurm's accounting has it, asked four times a minute. An unanswered question leaves what
 * was known before; rights that were never learned are not there.
 */
@Component
public class Associations {
    private static final String THREAD = "rights-thread";
    private static final Logger log = LoggerFactory.getLogger(Associations.class);

    private final Slurm slurm;
    private final ServiceUsers users;
    private final ApplicationEventPublisher events;
    private final Clock clock;
    private volatile List<Association> known = List.of();

    Associations(Slurm slurm, ServiceUsers users, ApplicationEventPublisher events, Clock clock) {
        this.slurm = slurm;
        this.users = users;
        this.events = events;
        this.clock = clock;
    }

    /** The viewer's associations; empty when there are none or accounting has not answered yet. */
    public List<Association> of(Viewer viewer) {
        return known.stream()
                .filter(association -> association.user().equals(viewer.unixUser()))
                .toList();
    }

    @Bean(THREAD)
    static OwnThread thread() {
        return new OwnThread(THREAD);
    }

    @Scheduled(scheduler = THREAD, fixedDelayString = "${sluice.accounts.ask-every:15s}")
    void learn() {
        try {
            List<Association> associations = slurm.associations(users.poller());
            Map<String, AdminLevel> levels = levels(slurm.users(users.poller()));
            known = associations;
            events.publishEvent(new RightsLearned(levels, accounts(associations), clock.instant()));
        } catch (ClusterUnreachable | AnswerLost | SlurmRefused e) {
            log.warn("Accounts and rights stay as they were: {}", e.getMessage());
        }
    }

    private static Map<String, AdminLevel> levels(List<SlurmUser> users) {
        Map<String, AdminLevel> levels = new HashMap<>();
        users.forEach(user -> levels.put(user.name(), user.adminLevel()));
        return levels;
    }

    private static Map<String, Set<String>> accounts(List<Association> associations) {
        Map<String, Set<String>> accounts = new HashMap<>();
        associations.forEach(association -> accounts.computeIfAbsent(association.user(), user -> new TreeSet<>())
                .add(association.account()));
        return accounts;
    }
}
