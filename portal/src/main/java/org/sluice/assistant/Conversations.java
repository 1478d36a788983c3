package org.sluice.assistant;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.sluice.access.Viewer;
import org.sluice.jobs.Job;
import org.springframework.stereotype.Component;

/** The conversations of this process, in memory alone: they end with the session, with two idle hours, or with the portal. */
@Component
class Conversations {
    private static final int MOST = 500;
    private static final Duration KEPT = Duration.ofHours(2);

    /** All that a conversation belongs to; it is never found by less. */
    private record Key(String session, String login, long rawId, Instant submittedAt) {}

    private final Cache<Key, Conversation> kept =
            Caffeine.newBuilder().maximumSize(MOST).expireAfterAccess(KEPT).build();

    Conversation of(String session, Viewer viewer, Job job) {
        return kept.get(new Key(session, viewer.login(), job.rawId(), job.submittedAt()), key -> new Conversation());
    }

    /** What was said; nothing where nobody has asked yet. */
    List<Answer> answers(String session, Viewer viewer, Job job) {
        Conversation conversation = kept.getIfPresent(new Key(session, viewer.login(), job.rawId(), job.submittedAt()));
        return conversation == null ? List.of() : conversation.answers();
    }
}
