package org.sluice.cluster;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.OptionalLong;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.sluice.access.ServiceUsers;
import org.springframework.stereotype.Component;

/** The highest task number an array may have: one less than MaxArraySize (slurm.conf(5)), asked for every ten minutes. */
@Component
public class ArrayLimit {
    private static final String SETTING = "MaxArraySize";
    private static final Duration FRESH = Duration.ofMinutes(10);
    private static final Duration PATIENCE = Duration.ofSeconds(1);

    private record Known(long highest, Instant at) {}

    private final Slurm slurm;
    private final Questions questions;
    private final ServiceUsers users;
    private final Clock clock;
    private volatile @Nullable Known known;

    ArrayLimit(Slurm slurm, Questions questions, ServiceUsers users, Clock clock) {
        this.slurm = slurm;
        this.questions = questions;
        this.users = users;
        this.clock = clock;
    }

    /** Empty where Slurm did not say in time. */
    public OptionalLong highestTask() {
        Known last = known;
        if (last != null && clock.instant().isBefore(last.at().plus(FRESH))) {
            return OptionalLong.of(last.highest());
        }
        String told = ask();
        if (!told.matches("[1-9]\\d{0,9}")) {
            return OptionalLong.empty();
        }
        Known now = new Known(Long.parseLong(told) - 1, clock.instant());
        known = now;
        return OptionalLong.of(now.highest());
    }

    private String ask() {
        try {
            return questions
                    .ask(SETTING, () -> slurm.setting(users.poller(), SETTING))
                    .get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return "";
        } catch (ExecutionException | TimeoutException e) {
            return "";
        }
    }
}
