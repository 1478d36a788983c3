package org.sluice.diagnosis;

import org.jspecify.annotations.Nullable;
import org.sluice.access.Routes;
import org.sluice.access.Viewer;
import org.sluice.jobs.Job;
import org.sluice.jobs.Jobs;
import org.sluice.jobs.Submissions;
import org.sluice.web.WorkNotDone;
import org.springframework.context.annotation.Bean;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;

/** The panel that explains a job: nothing while there is nothing to explain. */
@Controller
class FindingsController {
    private final Jobs jobs;
    private final Findings findings;
    private final ShortFindings shortFindings;
    private final Submissions submissions;

    FindingsController(Jobs jobs, Findings findings, ShortFindings shortFindings, Submissions submissions) {
        this.jobs = jobs;
        this.findings = findings;
        this.shortFindings = shortFindings;
        this.submissions = submissions;
    }

    @Bean
    static Routes findingRoutes() {
        return Routes.of("diagnosis").forViewers("/jobs/*/findings");
    }

    @GetMapping("/jobs/{id}/findings")
    String findings(@PathVariable String id, Viewer viewer, Model model) {
        Job job = jobs.require(id, viewer);
        model.addAttribute("job", job);
        model.addAttribute("address", id);
        try {
            Explanation explanation = findings.of(job, viewer);
            shortFindings.keep(job, viewer, explanation);
            show(explanation, submissions.ofJob(job, viewer).isPresent() ? id : null, model);
        } catch (WorkNotDone later) {
            model.addAttribute("later", later.getMessage());
        }
        return "diagnosis/_findings";
    }

    private static void show(Explanation explanation, @Nullable String address, Model model) {
        model.addAttribute(
                "findings",
                explanation.findings().stream()
                        .map(finding -> FindingView.of(finding, address))
                        .toList());
        model.addAttribute("gap", explanation.gap());
    }
}
