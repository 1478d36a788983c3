package org.sluice.cluster;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sluice.access.ServiceUsers;
import org.sluice.remote.AnswerLost;
import org.sluice.remote.ClusterUnreachable;
import org.sluice.slurm.JobState;
import org.springframework.stereotype.Component;

/** The names of the cluster's Unix users by their numbers, each asked for once. */
@Component
public class UserNames {
    private static final Logger log = LoggerFactory.getLogger(UserNames.class);

    private final Slurm slurm;
    private final ServiceUsers users;
    private final Map<Long, String> known = new ConcurrentHashMap<>();

    UserNames(Slurm slurm, ServiceUsers users) {
        this.slurm = slurm;
        this.users = users;
    }

    /** The user's name; the number itself where the head knows none or does not answer. */
    public String of(long uid) {
        String name = known.get(uid);
        if (name != null) {
            return name;
        }
        Optional<String> told = ask(uid);
        told.ifPresent(found -> known.put(uid, found));
        return told.orElse(Long.toString(uid));
    }

    /** Who cancelled it, where accounting says so. */
    public Optional<String> canceller(JobState state) {
        return state.cancelledBy().stream().mapToObj(this::of).findFirst();
    }

    private Optional<String> ask(long uid) {
        try {
            return slurm.userName(users.poller(), uid);
        } catch (ClusterUnreachable | AnswerLost e) {
            log.info("Who user {} is stays open: {}", uid, e.getMessage());
            return Optional.empty();
        }
    }
}
