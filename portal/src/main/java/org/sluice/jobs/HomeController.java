package org.sluice.jobs;

import java.util.List;
import org.sluice.access.Routes;
import org.sluice.access.Viewer;
import org.sluice.web.RailEntry;
import org.springframework.context.annotation.Bean;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

/** The first page: the viewer's own jobs that run, wait and have ended. */
@Controller
class HomeController {
    private static final int LATEST = 8;

    private final Jobs jobs;
    private final JobViews views;

    HomeController(Jobs jobs, JobViews views) {
        this.jobs = jobs;
        this.views = views;
    }

    @Bean
    static Routes jobRoutes() {
        return Routes.of("jobs")
                .forViewers(
                        "/",
                        "/home/jobs",
                        "/jobs",
                        "/jobs/*",
                        "/jobs/*/state",
                        "/jobs/*/allocation",
                        "/jobs/*/facts",
                        "/jobs/*/script",
                        "/jobs/*/cancel",
                        "/submissions/*");
    }

    @Bean
    static RailEntry homeEntry() {
        return RailEntry.forEverybody("Home", "/", "home", 10);
    }

    @Bean
    static RailEntry jobsEntry() {
        return RailEntry.forEverybody("Jobs", "/jobs", "jobs", 30);
    }

    @GetMapping("/")
    String home(Viewer viewer, Model model) {
        fill(viewer, model);
        return "jobs/home";
    }

    @GetMapping("/home/jobs")
    String mine(Viewer viewer, Model model) {
        fill(viewer, model);
        return "jobs/_mine";
    }

    private void fill(Viewer viewer, Model model) {
        for (JobFilter.Group group :
                new JobFilter.Group[] {JobFilter.Group.RUNNING, JobFilter.Group.WAITING, JobFilter.Group.ENDED}) {
            Jobs.JobPage page = jobs.page(JobFilter.mine(group), viewer, 0);
            List<Job> shown = page.jobs().stream().limit(LATEST).toList();
            model.addAttribute(group.word(), views.of(shown, viewer));
        }
    }
}
