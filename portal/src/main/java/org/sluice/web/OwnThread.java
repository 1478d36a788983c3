package org.sluice.web;

import org.springframework.scheduling.concurrent.ThreadPoolTaskScheduler;

/**
 * A thread for one concern that works at set times. Each concern has its own: while one waits for a program of Slurm
 * that hangs, the others go on.
 */
public final class OwnThread extends ThreadPoolTaskScheduler {
    private static final long serialVersionUID = 1;

    /** The thread, and the bean that {@code @Scheduled(scheduler = ...)} names, are called after the concern. */
    public OwnThread(String concern) {
        setPoolSize(1);
        setDaemon(true);
        setThreadNamePrefix(concern + "-");
    }
}
