package org.sluice.assistant;

import org.sluice.access.OpenSession;
import org.sluice.access.Viewer;
import org.sluice.jobs.Jobs;
import org.sluice.web.NotFound;

/**
 * Who asks about which job: the session of the page, and the job's address in it.
 *
 * @param address of the job's page
 */
record Asker(OpenSession session, String address) {
    /**
     * The person with the rights of this moment.
     *
     * @throws NotFound when the session has ended or the job may not be seen any more
     */
    Looking looking(Jobs jobs) {
        Viewer viewer = session.viewer().orElseThrow(NotFound::new);
        return new Looking(viewer, jobs.require(address, viewer));
    }

    boolean mayStillAsk(Jobs jobs) {
        return session.viewer()
                .filter(viewer -> jobs.find(address, viewer).isPresent())
                .isPresent();
    }

    @Override
    public String toString() {
        return session.login() + " about job " + address;
    }
}
