package org.sluice.jobs;

import jakarta.servlet.http.HttpServletResponse;
import java.util.Optional;
import org.sluice.access.Viewer;
import org.sluice.web.NotFound;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;

/** What became of one press of the Submit button, for as long as that is not a job's page. */
@Controller
class SubmissionController {
    private final Submissions submissions;
    private final Jobs jobs;

    SubmissionController(Submissions submissions, Jobs jobs) {
        this.submissions = submissions;
        this.jobs = jobs;
    }

    @GetMapping("/submissions/{key}")
    String submission(
            @PathVariable String key,
            Viewer viewer,
            @RequestHeader(name = "HX-Request", defaultValue = "false") boolean fragment,
            HttpServletResponse response,
            Model model) {
        Submission submission = submissions.find(key, viewer).orElseThrow(NotFound::new);
        Optional<String> job =
                submission.jobId().filter(id -> jobs.find(id, viewer).isPresent());
        if (job.isPresent() && fragment) {
            response.setHeader("HX-Redirect", "/jobs/" + job.get());
        } else if (job.isPresent()) {
            return "redirect:/jobs/" + job.get();
        }
        model.addAttribute("submission", submission);
        return "jobs/submission";
    }
}
