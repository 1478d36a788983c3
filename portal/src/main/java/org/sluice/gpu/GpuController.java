package org.sluice.gpu;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.sluice.access.Routes;
import org.sluice.access.Viewer;
import org.sluice.jobs.Job;
import org.sluice.jobs.Jobs;
import org.sluice.nodes.Nodes;
import org.springframework.context.annotation.Bean;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import tools.jackson.databind.ObjectMapper;

/** The GPUs of a job and of a node: the panels, and the readings their charts draw. */
@Controller
class GpuController {
    private static final int MOST_HOURS = 24 * 7;

    private final Jobs jobs;
    private final Nodes nodes;
    private final JobGpus jobGpus;
    private final NodeGpus nodeGpus;
    private final GpuRecords records;
    private final Verdict verdict;
    private final ObjectMapper json;

    GpuController(
            Jobs jobs,
            Nodes nodes,
            JobGpus jobGpus,
            NodeGpus nodeGpus,
            GpuRecords records,
            Verdict verdict,
            ObjectMapper json) {
        this.jobs = jobs;
        this.nodes = nodes;
        this.jobGpus = jobGpus;
        this.nodeGpus = nodeGpus;
        this.records = records;
        this.verdict = verdict;
        this.json = json;
    }

    @Bean
    static Routes gpuRoutes() {
        return Routes.of("gpu")
                .forViewers("/jobs/*/gpus", "/jobs/*/gpus/series", "/nodes/*/gpus", "/nodes/*/gpus/series");
    }

    @GetMapping("/jobs/{id}/gpus")
    String ofJob(@PathVariable String id, Viewer viewer, Model model) {
        Job job = jobs.require(id, viewer);
        model.addAttribute("address", id);
        model.addAttribute(
                "gpus", JobGpusView.of(job, records.figures(job).orElseGet(() -> jobGpus.figures(job)), verdict));
        return "gpu/_job";
    }

    @GetMapping(path = "/jobs/{id}/gpus/series", produces = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<String> seriesOfJob(@PathVariable String id, @RequestParam @Nullable Long after, Viewer viewer) {
        Job job = jobs.require(id, viewer);
        return ResponseEntity.ok(records.series(job)
                .orElseGet(() -> json.writeValueAsString(
                        jobGpus.series(job, after == null ? null : Instant.ofEpochMilli(after)))));
    }

    @GetMapping("/nodes/{name}/gpus")
    String ofNode(@PathVariable String name, Model model) {
        nodes.require(name);
        model.addAttribute("node", name);
        model.addAttribute("topic", GpuTopic.ofNode(name));
        List<Device> devices = nodeGpus.devices(name);
        model.addAttribute("devices", devices);
        model.addAttribute("simulated", devices.stream().anyMatch(Device::simulated));
        model.addAttribute("words", nodeGpus.whyNothing(name));
        return "gpu/_node";
    }

    @GetMapping(path = "/nodes/{name}/gpus/series", produces = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<String> seriesOfNode(
            @PathVariable String name, @RequestParam(defaultValue = "1") int hours, Viewer viewer) {
        nodes.require(name);
        Duration back = Duration.ofHours(Math.min(MOST_HOURS, Math.max(1, hours)));
        return ResponseEntity.ok(json.writeValueAsString(nodeGpus.series(name, back, viewer)));
    }
}
