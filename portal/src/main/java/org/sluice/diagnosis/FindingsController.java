package org.sluice.diagnosis;

import java.util.List;
import org.sluice.access.Viewer;
import org.sluice.jobs.Job;
import org.sluice.jobs.Jobs;
import org.sluice.jobs.Submissions;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;

/** The panel that explains a job: nothing while there is nothing to explain. */
@Controller
class FindingsController {
    private final Jobs jobs;
    private final Findings findings;
    private final Submissions submissions;

    FindingsController(Jobs jobs, Findings findings, Submissions submissions) {
        this.jobs = jobs;
        this.findings = findings;
        this.submissions = submissions;
    }

    @GetMapping("/jobs/{id}/findings")
    String findings(@PathVariable String id, Viewer viewer, Model model) {
        Job job = jobs.require(id, viewer);
        boolean again = submissions.ofJob(job, viewer).isPresent();
        List<FindingView> found = findings.of(job, viewer).stream()
                .map(finding -> FindingView.of(finding, again ? id : null))
                .toList();
        model.addAttribute("job", job);
        model.addAttribute("address", id);
        model.addAttribute("findings", found);
        return "diagnosis/_findings";
    }
}
