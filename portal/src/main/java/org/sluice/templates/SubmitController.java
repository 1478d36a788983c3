package org.sluice.templates;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.sluice.access.Routes;
import org.sluice.access.Viewer;
import org.sluice.accounts.Associations;
import org.sluice.cluster.Association;
import org.sluice.cluster.NodeRecord;
import org.sluice.cluster.PartitionRecord;
import org.sluice.jobs.Job;
import org.sluice.jobs.Jobs;
import org.sluice.jobs.ReplacedJob;
import org.sluice.jobs.Submission;
import org.sluice.jobs.SubmissionDraft;
import org.sluice.jobs.SubmissionKey;
import org.sluice.jobs.SubmissionState;
import org.sluice.jobs.Submissions;
import org.sluice.nodes.Nodes;
import org.sluice.slurm.Gres;
import org.sluice.slurm.InvalidOption;
import org.sluice.slurm.SbatchOptions;
import org.sluice.web.RailEntry;
import org.springframework.context.annotation.Bean;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.ModelAndView;

/** The catalogue, a template's form with the script that results, and submitting it. */
@Controller
class SubmitController {
    private final Catalogue catalogue;
    private final Checks checks;
    private final ScriptDiffs diffs;
    private final FormLimits limits;
    private final Submissions submissions;
    private final Associations associations;
    private final Nodes nodes;
    private final Jobs jobs;

    SubmitController(
            Catalogue catalogue,
            Checks checks,
            ScriptDiffs diffs,
            FormLimits limits,
            Submissions submissions,
            Associations associations,
            Nodes nodes,
            Jobs jobs) {
        this.jobs = jobs;
        this.catalogue = catalogue;
        this.checks = checks;
        this.diffs = diffs;
        this.limits = limits;
        this.submissions = submissions;
        this.associations = associations;
        this.nodes = nodes;
    }

    @Bean
    static Routes templateRoutes() {
        return Routes.of("templates").forViewers("/submit", "/submit/*", "/submit/*/preview", "/jobs/*/resubmit");
    }

    @Bean
    static RailEntry submitEntry() {
        return RailEntry.forEverybody("Submit", "/submit", "submit", 20);
    }

    @GetMapping("/submit")
    String cards(@RequestParam(defaultValue = "") String words, Model model) {
        Map<String, List<JobTemplate>> found = new LinkedHashMap<>();
        catalogue.byCategory().forEach((category, templates) -> {
            List<JobTemplate> matching = templates.stream()
                    .filter(template -> matches(template, words))
                    .toList();
            if (!matching.isEmpty()) {
                found.put(category, matching);
            }
        });
        model.addAttribute("words", words);
        model.addAttribute("categories", found);
        return "templates/cards";
    }

    /** The form, filled with the defaults, then what this viewer last typed, then what the address says. */
    @GetMapping("/submit/{template}")
    String form(
            @PathVariable("template") String name,
            @RequestParam Map<String, String> given,
            Viewer viewer,
            Model model) {
        JobTemplate template = catalogue.require(name);
        FormValues values = template.defaults()
                .with(template, submissions.lastValues(viewer, name).orElse(Map.of()))
                .with(template, given);
        show(limits.checked(FilledForm.of(template, values)), SubmissionKey.next(), viewer, model);
        return "templates/form";
    }

    /**
     * The form of a job that was submitted from here, as it was filled then, with the options in the address changed. A job
     * that was submitted in another way has no form: the page says how to submit it again in a terminal.
     */
    @GetMapping("/jobs/{id}/resubmit")
    ModelAndView resubmit(
            @PathVariable String id, @RequestParam Map<String, String> given, Viewer viewer, Model model) {
        Job job = jobs.require(id, viewer);
        Optional<Submission> was = submissions.ofJob(job, viewer);
        Optional<JobTemplate> template = was.flatMap(submission -> catalogue.find(submission.template()));
        SbatchOptions changes = options(given, "");
        if (was.isEmpty() || template.isEmpty()) {
            model.addAttribute("job", job);
            model.addAttribute("address", id);
            model.addAttribute("gone", was.map(Submission::template).orElse(""));
            model.addAttribute("command", ("sbatch " + String.join(" ", changes.arguments())).strip() + " SCRIPT");
            return new ModelAndView("templates/no-form", HttpStatus.NOT_FOUND);
        }
        SbatchOptions also = Resubmission.beside(template.get(), changes);
        FormValues values = Resubmission.changed(template.get(), was.get(), changes);
        model.addAttribute("resubmission", new Resubmission(job, id, was.get(), also));
        show(limits.checked(FilledForm.of(template.get(), values, also)), SubmissionKey.next(), viewer, model);
        return new ModelAndView("templates/form");
    }

    @PostMapping("/submit/{template}/preview")
    String preview(
            @PathVariable("template") String name,
            @RequestParam Map<String, String> given,
            Viewer viewer,
            Model model) {
        JobTemplate template = catalogue.require(name);
        resubmission(given, viewer).ifPresent(again -> model.addAttribute("resubmission", again));
        show(filled(template, given), key(given), viewer, model);
        return "templates/_preview";
    }

    @PostMapping("/submit/{template}")
    ModelAndView submit(
            @PathVariable("template") String name,
            @RequestParam Map<String, String> given,
            Viewer viewer,
            Model model) {
        JobTemplate template = catalogue.require(name);
        FilledForm form = filled(template, given);
        Optional<Resubmission> again = resubmission(given, viewer);
        again.ifPresent(resubmission -> model.addAttribute("resubmission", resubmission));
        if (!form.isGood()) {
            return again(HttpStatus.UNPROCESSABLE_CONTENT, form, viewer, model);
        }
        Optional<Submission> pressed = submissions.submit(
                viewer,
                new SubmissionDraft(
                        key(given),
                        name,
                        form.options(),
                        form.script(),
                        form.values().byName(),
                        form.comment(),
                        again.map(resubmission -> ReplacedJob.of(resubmission.job()))
                                .orElse(null)));
        if (pressed.isEmpty()) {
            model.addAttribute("stale", true);
            return again(HttpStatus.UNPROCESSABLE_CONTENT, form, viewer, model);
        }
        return answer(pressed.get(), form, viewer, model);
    }

    private ModelAndView answer(Submission submission, FilledForm form, Viewer viewer, Model model) {
        if (submission.state() == SubmissionState.ACCEPTED) {
            return new ModelAndView("redirect:/jobs/" + submission.jobId().orElseThrow(), HttpStatus.SEE_OTHER);
        }
        if (!submission.state().isSettled()) {
            return new ModelAndView("redirect:/submissions/" + submission.key(), HttpStatus.SEE_OTHER);
        }
        boolean refused = submission.state() == SubmissionState.REFUSED;
        model.addAttribute(refused ? "refused" : "unreachable", submission.words());
        return again(refused ? HttpStatus.UNPROCESSABLE_CONTENT : HttpStatus.SERVICE_UNAVAILABLE, form, viewer, model);
    }

    /** The form with everything that was typed, and a key for the next press. */
    private ModelAndView again(HttpStatus status, FilledForm form, Viewer viewer, Model model) {
        show(form, SubmissionKey.next(), viewer, model);
        return new ModelAndView("templates/form", status);
    }

    private FilledForm filled(JobTemplate template, Map<String, String> given) {
        return limits.checked(
                FilledForm.of(template, template.defaults().with(template, given), options(given, Resubmission.ALSO)));
    }

    /** What the form's hidden fields say it takes the place of; nothing where that may not be seen any more. */
    private Optional<Resubmission> resubmission(Map<String, String> given, Viewer viewer) {
        String address = given.getOrDefault(Resubmission.IN_PLACE_OF, "");
        return address.isEmpty()
                ? Optional.empty()
                : jobs.find(address, viewer)
                        .flatMap(job -> submissions
                                .ofJob(job, viewer)
                                .map(was -> new Resubmission(job, address, was, options(given, Resubmission.ALSO))));
    }

    private static SbatchOptions options(Map<String, String> given, String prefix) {
        try {
            return Resubmission.options(given, prefix);
        } catch (InvalidOption e) {
            throw new ResponseStatusException(HttpStatus.BAD_REQUEST, e.getMessage(), e);
        }
    }

    private void show(FilledForm form, String key, Viewer viewer, Model model) {
        JobTemplate template = form.template();
        model.addAttribute("template", template);
        model.addAttribute("values", form.values());
        model.addAttribute("errors", form.errors());
        model.addAttribute("meanings", form.meanings());
        model.addAttribute("key", key);
        model.addAttribute(
                "script",
                ScriptLine.of(
                        form.script(),
                        FilledForm.of(template, template.defaults()).script()));
        model.addAttribute("checks", checks.of(form.options(), viewer));
        model.addAttribute("checkedAt", checks.observedAt().orElse(null));
        model.addAttribute(
                "command", "sbatch " + String.join(" ", form.options().arguments()));
        if (model.getAttribute("resubmission") instanceof Resubmission again) {
            model.addAttribute("diff", diffs.between(viewer, again.was().script(), form.script()));
        }
        List<Association> mine = associations.of(viewer);
        model.addAttribute(
                "accounts", mine.stream().map(Association::account).distinct().toList());
        model.addAttribute(
                "qos",
                mine.stream().flatMap(each -> each.qos().stream()).distinct().toList());
        model.addAttribute(
                "partitions",
                nodes.partitions().stream().map(PartitionRecord::name).toList());
        model.addAttribute("gpuTypes", gpuTypes());
    }

    private Set<String> gpuTypes() {
        Set<String> types = new LinkedHashSet<>();
        for (NodeRecord node : nodes.all()) {
            node.gres().stream().filter(Gres::isGpu).map(Gres::type).forEach(types::add);
        }
        return types;
    }

    private static String key(Map<String, String> given) {
        return given.getOrDefault("key", "");
    }

    private static boolean matches(JobTemplate template, String words) {
        String text =
                (template.title() + " " + template.summary() + " " + template.category()).toLowerCase(Locale.ROOT);
        return text.contains(words.strip().toLowerCase(Locale.ROOT));
    }
}
