package org.sluice.templates;

import jakarta.annotation.PreDestroy;
import java.time.Duration;
import java.util.List;
import org.sluice.access.Viewer;
import org.sluice.web.BoundedWork;
import org.sluice.web.WorkNotDone;
import org.springframework.stereotype.Component;

/** Compares scripts on threads of their own, so that pages go on beside it. */
@Component
class ScriptDiffs {
    private final BoundedWork work =
            new BoundedWork("script-diffs", new BoundedWork.Bounds(2, 16, 2, Duration.ofSeconds(5)));

    /** It never fails: what could not be done is said. */
    ScriptDiff between(Viewer viewer, String before, String after) {
        try {
            return work.call(viewer.login(), () -> ScriptDiff.between(before, after));
        } catch (WorkNotDone later) {
            return new ScriptDiff(List.of(), "The scripts are not compared just now. " + later.getMessage() + ".");
        }
    }

    @PreDestroy
    void stop() {
        work.close();
    }
}
