package org.sluice.jobs;

import java.util.List;
import java.util.Optional;
import org.sluice.access.Viewer;
import org.sluice.cluster.AuditedActions;
import org.sluice.cluster.Slurm;
import org.sluice.cluster.SlurmRefused;
import org.sluice.remote.AnswerLost;
import org.sluice.remote.ClusterUnreachable;
import org.sluice.web.NotFound;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** One job's page: its head, what it holds, its script, and cancelling it. */
@Controller
class JobController {
    private final Jobs jobs;
    private final Submissions submissions;
    private final JobScripts scripts;
    private final Slurm slurm;
    private final AuditedActions actions;
    private final JobViews views;

    JobController(
            Jobs jobs,
            Submissions submissions,
            JobScripts scripts,
            Slurm slurm,
            AuditedActions actions,
            JobViews views) {
        this.jobs = jobs;
        this.submissions = submissions;
        this.scripts = scripts;
        this.slurm = slurm;
        this.actions = actions;
        this.views = views;
    }

    @GetMapping("/jobs/{id}")
    String page(@PathVariable String id, Viewer viewer, Model model) {
        if (jobs.find(id, viewer).isEmpty()) {
            return submissions
                    .ofJobId(id, viewer)
                    .map(submission -> "redirect:/submissions/" + submission.key())
                    .orElseThrow(NotFound::new);
        }
        head(show(id, viewer, model), viewer, model);
        return "jobs/job";
    }

    @GetMapping("/jobs/{id}/state")
    String state(@PathVariable String id, Viewer viewer, Model model) {
        head(show(id, viewer, model), viewer, model);
        return "jobs/_head";
    }

    @GetMapping("/jobs/{id}/allocation")
    String allocation(@PathVariable String id, Viewer viewer, Model model) {
        show(id, viewer, model);
        return "jobs/_allocation";
    }

    @GetMapping("/jobs/{id}/facts")
    String facts(@PathVariable String id, Viewer viewer, Model model) {
        Job job = show(id, viewer, model);
        model.addAttribute("record", jobs.recordOf(job));
        return "jobs/_facts";
    }

    @GetMapping("/jobs/{id}/script")
    String script(@PathVariable String id, Viewer viewer, Model model) {
        Job job = show(id, viewer, model);
        model.addAttribute("script", scripts.of(job, viewer));
        return "jobs/_script";
    }

    @PostMapping("/jobs/{id}/cancel")
    String cancel(@PathVariable String id, Viewer viewer, Model model, RedirectAttributes next) {
        Job job = jobs.require(id, viewer);
        try {
            actions.perform(viewer, "scancel", "job " + job.cancelled(), null, as -> slurm.cancel(as, job.cancelled()));
            next.addFlashAttribute("asked", "Slurm was asked to cancel this job.");
            return "redirect:/jobs/" + job.id();
        } catch (SlurmRefused e) {
            model.addAttribute("refused", e.words());
        } catch (ClusterUnreachable e) {
            model.addAttribute("unreachable", e.getMessage() + " The job was not cancelled.");
        } catch (AnswerLost e) {
            model.addAttribute("unreachable", e.getMessage() + " Whether the job was cancelled will show here.");
        }
        head(show(id, viewer, model), viewer, model);
        return "jobs/job";
    }

    /** What the head says of the jobs before and after this one. */
    private void head(Job job, Viewer viewer, Model model) {
        Optional<Submission> was = submissions.ofJob(job, viewer);
        model.addAttribute("mayResubmit", !job.live() && was.isPresent());
        model.addAttribute("inPlaceOf", was.map(Submission::inPlaceOf).orElse(null));
        model.addAttribute("again", submissions.inPlaceOf(job, viewer));
        List<Job> runs = jobs.otherRuns(job);
        model.addAttribute("runs", views.of(runs, viewer));
    }

    private Job show(String id, Viewer viewer, Model model) {
        Job job = jobs.require(id, viewer);
        model.addAttribute("view", views.of(job, viewer));
        model.addAttribute("job", job);
        model.addAttribute("address", id);
        return job;
    }
}
