package org.sluice.access;

import java.util.Optional;
import java.util.function.Function;
import org.sluice.web.Audience;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/** Streams say what changed to those alone who may see it. */
@Component
class AudienceByVisibility implements Audience.Rule {
    private final Function<String, Optional<Viewer>> viewers;
    private final Visibility visibility;

    @Autowired
    AudienceByVisibility(Viewers viewers, Visibility visibility) {
        this(viewers::byLogin, visibility);
    }

    AudienceByVisibility(Function<String, Optional<Viewer>> viewers, Visibility visibility) {
        this.viewers = viewers;
        this.visibility = visibility;
    }

    @Override
    public boolean admits(Audience audience, String login) {
        return !(audience instanceof Audience.MaySeeJobsOf jobs)
                || viewers.apply(login)
                        .filter(viewer -> jobs.belongings().stream()
                                .anyMatch(job -> visibility.maySee(viewer, job.owner(), job.account())))
                        .isPresent();
    }
}
