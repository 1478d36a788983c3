package org.sluice.web;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;

/**
 * What was said last on which topic and to whom, so that a page can learn what it missed between being made and
 * hearing.
 *
 * <p>A moment is a count of what was said, behind a name of this run of the portal: at a moment of an earlier run, or of
 * before the oldest that is remembered, everything may have been missed.
 */
class SaidTopics {
    /** More than is said while any page loads. */
    private static final int MOST_REMEMBERED = 10_000;

    private record Said(long number, String topic, Audience audience) {}

    private final String run = UUID.randomUUID().toString();
    private final Deque<Said> latest = new ArrayDeque<>();
    private long count;

    synchronized String moment() {
        return run + ":" + count;
    }

    synchronized void remember(String topic, Audience audience) {
        count++;
        latest.addLast(new Said(count, topic, audience));
        if (latest.size() > MOST_REMEMBERED) {
            latest.removeFirst();
        }
    }

    /** Which of the topics were, or may have been, spoken of after the moment to an audience that passes. */
    Set<String> after(String moment, Collection<String> topics, Predicate<Audience> passes) {
        Deque<Said> missed = new ArrayDeque<>();
        synchronized (this) {
            long since = numberOf(moment);
            if (since < count - latest.size()) {
                return Set.copyOf(topics);
            }
            latest.stream()
                    .filter(said -> said.number() > since && topics.contains(said.topic()))
                    .forEach(missed::add);
        }
        Set<String> heard = new LinkedHashSet<>();
        for (Said said : missed) {
            if (!heard.contains(said.topic()) && passes.test(said.audience())) {
                heard.add(said.topic());
            }
        }
        return heard;
    }

    private long numberOf(String moment) {
        if (!moment.matches(run + ":\\d{1,18}")) {
            return Long.MIN_VALUE;
        }
        return Long.parseLong(moment.substring(run.length() + 1));
    }
}
