package org.sluice.jobs;

import java.util.Map;
import java.util.Optional;
import org.sluice.access.Viewer;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;

/** The list of jobs: waiting, running and ended in one table. */
@Controller
class JobsController {
    private static final int LAST_PAGE = 10_000;
    private static final int LONGEST_SEARCH = 1_000;

    private final Jobs jobs;
    private final JobViews views;

    JobsController(Jobs jobs, JobViews views) {
        this.jobs = jobs;
        this.views = views;
    }

    @GetMapping("/jobs")
    String list(
            Viewer viewer,
            @RequestParam(defaultValue = "all") String show,
            @RequestParam Optional<Boolean> mine,
            @RequestParam(defaultValue = "") String words,
            @RequestParam(defaultValue = "") String state,
            @RequestParam(defaultValue = "") String owner,
            @RequestParam(defaultValue = "") String within,
            @RequestParam(defaultValue = "0") int page,
            @RequestHeader(name = "HX-Request", defaultValue = "false") boolean fragment,
            Model model) {
        JobFilter filter = new JobFilter(
                JobFilter.Group.of(show),
                mine.orElse(JobFilter.opensOnMine(viewer)) && owner.isBlank(),
                searched(words),
                JobFilter.stateOf(state),
                owner.strip(),
                JobFilter.Within.of(within));
        Jobs.JobPage found = jobs.page(filter, viewer, Math.min(Math.max(page, 0), LAST_PAGE));
        Map<String, Long> counts = jobs.counts(filter, viewer);
        model.addAttribute("filter", filter);
        model.addAttribute("states", JobFilter.STATES);
        model.addAttribute("spans", JobFilter.Within.values());
        model.addAttribute("jobs", views.of(found.jobs(), viewer));
        model.addAttribute("page", found);
        model.addAttribute("counts", counts);
        model.addAttribute(
                "total", counts.values().stream().mapToLong(Long::longValue).sum());
        return fragment ? "jobs/_table" : "jobs/list";
    }

    /** Of a longer text the beginning is searched for. */
    private static String searched(String words) {
        String stripped = words.strip();
        return stripped.length() > LONGEST_SEARCH ? stripped.substring(0, LONGEST_SEARCH) : stripped;
    }
}
