package org.sluice.jobs;

import org.sluice.access.Viewer;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;

/** What became of one press of the Submit button, for as long as that is not a job's page. */
@Controller
class SubmissionController {
    private final Submissions submissions;

    SubmissionController(Submissions submissions) {
        this.submissions = submissions;
    }

    @GetMapping("/submissions/{key}")
    String submission(@PathVariable String key, Viewer viewer, Model model) {
        Submission submission = submissions.find(key, viewer).orElseThrow(NoSuchJob::new);
        if (submission.state() == SubmissionState.ACCEPTED) {
            return "redirect:/jobs/" + submission.jobId().orElseThrow();
        }
        model.addAttribute("submission", submission);
        return "jobs/submission";
    }
}
