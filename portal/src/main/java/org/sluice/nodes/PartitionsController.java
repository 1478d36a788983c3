package org.sluice.nodes;

import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.Optional;
import org.sluice.access.Viewer;
import org.sluice.cluster.AuditedActions;
import org.sluice.cluster.PartitionRecord;
import org.sluice.cluster.ScontrolOrder;
import org.sluice.cluster.Snapshot;
import org.sluice.web.NotFound;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The partitions: what they offer, to whom, and what they do with jobs. */
@Controller
class PartitionsController {
    private final Nodes nodes;
    private final AuditedActions actions;

    PartitionsController(Nodes nodes, AuditedActions actions) {
        this.nodes = nodes;
        this.actions = actions;
    }

    @GetMapping("/partitions")
    String all(
            Viewer viewer, @RequestHeader(name = "HX-Request", defaultValue = "false") boolean fragment, Model model) {
        model.addAttribute(
                "partitions",
                nodes.snapshot()
                        .map(snapshot -> snapshot.partitions().values().stream()
                                .map(partition -> PartitionView.of(partition, snapshot, viewer))
                                .toList())
                        .orElse(List.of()));
        return fragment ? "nodes/_partitions" : "nodes/partitions";
    }

    @GetMapping("/partitions/{name}")
    String one(
            @PathVariable String name,
            @RequestParam(defaultValue = "") String was,
            Viewer viewer,
            @RequestHeader(name = "HX-Request", defaultValue = "false") boolean fragment,
            Model model) {
        show(name, viewer, model);
        if (!was.equals(require(name).state())) {
            PartitionState.of(was).ifPresent(before -> model.addAttribute("before", before.name()));
        }
        return fragment ? "nodes/_partition" : "nodes/partition";
    }

    @PostMapping("/partitions/{name}/state")
    String set(
            @PathVariable String name,
            @RequestParam(defaultValue = "") String state,
            @RequestParam(defaultValue = "") String reason,
            Viewer viewer,
            HttpServletResponse response,
            Model model,
            RedirectAttributes next) {
        PartitionRecord before = require(name);
        boolean done = ActionOutcome.of(
                () -> {
                    ScontrolOrder order = ScontrolOrder.partition(
                            name,
                            PartitionState.of(state)
                                    .orElseThrow(() -> new IllegalArgumentException(
                                            "Choose what the partition is to do: UP, DRAIN, DOWN or INACTIVE."))
                                    .name());
                    List<String> refusals = actions
                            .performEach(
                                    viewer,
                                    "partition " + state,
                                    List.of(order),
                                    reason.isBlank() ? null : reason.strip())
                            .stream()
                            .flatMap(Optional::stream)
                            .toList();
                    refusals.forEach(words -> model.addAttribute("refused", words));
                    return refusals.isEmpty();
                },
                model);
        if (done) {
            next.addFlashAttribute("asked", "Slurm was told to set partition " + name + " to " + state + ".");
            // In the address: the page's own live refresh may come first, and would take a flash attribute along.
            next.addAttribute("was", before.state());
            return "redirect:/partitions/" + name;
        }
        if (model.containsAttribute("wrong")) {
            response.setStatus(HttpServletResponse.SC_BAD_REQUEST);
        }
        show(name, viewer, model);
        return "nodes/partition";
    }

    private void show(String name, Viewer viewer, Model model) {
        PartitionRecord partition = require(name);
        Snapshot snapshot = nodes.snapshot().orElseThrow(NotFound::new);
        model.addAttribute("view", PartitionView.of(partition, snapshot, viewer));
        model.addAttribute("states", PartitionState.values());
        model.addAttribute("mayAct", viewer.isAdministrator());
    }

    private PartitionRecord require(String name) {
        return nodes.partitions().stream()
                .filter(partition -> partition.name().equals(name))
                .findFirst()
                .orElseThrow(NotFound::new);
    }
}
