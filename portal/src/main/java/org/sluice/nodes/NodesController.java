package org.sluice.nodes;

import jakarta.servlet.http.HttpServletResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.sluice.access.Audit;
import org.sluice.access.Routes;
import org.sluice.access.Viewer;
import org.sluice.access.Visibility;
import org.sluice.cluster.NodeRecord;
import org.sluice.cluster.QueuedJob;
import org.sluice.cluster.Snapshot;
import org.sluice.nodes.hindrance.Hindrances;
import org.sluice.web.RailEntry;
import org.springframework.context.annotation.Bean;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The nodes, one node with its jobs, and draining and resuming it. */
@Controller
class NodesController {
    private static final int HISTORY = 10;

    private final Nodes nodes;
    private final NodeChanges changes;
    private final Hindrances hindrances;
    private final Visibility visibility;
    private final Audit audit;

    NodesController(Nodes nodes, NodeChanges changes, Hindrances hindrances, Visibility visibility, Audit audit) {
        this.nodes = nodes;
        this.changes = changes;
        this.hindrances = hindrances;
        this.visibility = visibility;
        this.audit = audit;
    }

    @Bean
    static Routes nodeRoutes() {
        return Routes.of("nodes")
                .forViewers("/nodes", "/nodes/*", "/home/free", "/partitions", "/partitions/*", "/cluster/capabilities")
                .forAdministrators(
                        "/nodes/*/drain",
                        "/nodes/*/resume",
                        "/node-changes",
                        "/node-changes/undo",
                        "/partitions/*/state");
    }

    @Bean
    static RailEntry nodesEntry() {
        return RailEntry.forEverybody("Nodes", "/nodes", "nodes", 50);
    }

    @GetMapping("/nodes")
    String grid(
            @RequestParam(defaultValue = "") String state,
            @RequestParam(defaultValue = "") String feature,
            @RequestParam(defaultValue = "") String gpu,
            Viewer viewer,
            @RequestHeader(name = "HX-Request", defaultValue = "false") boolean fragment,
            Model model) {
        GridFilter filter = new GridFilter(state, feature, gpu);
        Map<String, List<QueuedJob>> jobs = nodes.jobsByNode();
        List<NodeView> tiles = nodes.all().stream()
                .filter(filter::admits)
                .map(node -> NodeView.of(node, jobs.getOrDefault(node.name(), List.of()), viewer, visibility))
                .toList();
        model.addAttribute(
                "racks",
                Rack.of(tiles, nodes.snapshot().map(Snapshot::partitions).orElse(Map.of())));
        if (model.getAttribute("changed") instanceof List<?> changed && viewer.isAdministrator()) {
            model.addAttribute(
                    "changed",
                    changes.undoable(changed.stream().map(String::valueOf).toList()).stream()
                            .map(NodeChange::node)
                            .toList());
        }
        model.addAttribute("filter", filter);
        model.addAttribute("choices", GridFilter.Choices.of(nodes.all()));
        model.addAttribute("seen", nodes.all().size());
        model.addAttribute("mayAct", viewer.isAdministrator());
        model.addAttribute("mayReserve", viewer.isOperator());
        return fragment ? "nodes/_racks" : "nodes/grid";
    }

    @GetMapping("/nodes/{name}")
    String node(
            @PathVariable String name,
            Viewer viewer,
            @RequestHeader(name = "HX-Request", defaultValue = "false") boolean fragment,
            Model model) {
        show(name, viewer, model);
        return fragment ? "nodes/_node" : "nodes/node";
    }

    @GetMapping("/home/free")
    String free(Viewer viewer, Model model) {
        model.addAttribute("types", GpuType.of(nodes.all()));
        if (viewer.isOperator()) {
            nodes.snapshot().ifPresent(snapshot -> model.addAttribute("facts", ClusterFacts.of(snapshot)));
        }
        return "nodes/_free";
    }

    @PostMapping("/nodes/{name}/drain")
    String drain(
            @PathVariable String name,
            @RequestParam(defaultValue = "") String reason,
            Viewer viewer,
            HttpServletResponse response,
            Model model,
            RedirectAttributes next) {
        model.addAttribute("reason", reason);
        return act(name, viewer, NodeAction.DRAIN, reason, response, model, next);
    }

    @PostMapping("/nodes/{name}/resume")
    String resume(
            @PathVariable String name,
            Viewer viewer,
            HttpServletResponse response,
            Model model,
            RedirectAttributes next) {
        return act(name, viewer, NodeAction.RESUME, "", response, model, next);
    }

    private String act(
            String name,
            Viewer viewer,
            NodeAction action,
            String reason,
            HttpServletResponse response,
            Model model,
            RedirectAttributes next) {
        nodes.require(name);
        List<NodeChanges.Outcome> outcomes = new ArrayList<>();
        boolean asked =
                ActionOutcome.of(() -> outcomes.addAll(changes.make(viewer, action, List.of(name), reason)), model);
        if (asked && outcomes.get(0).done()) {
            next.addFlashAttribute("asked", "Slurm was told to " + action.verb() + " " + name + ".");
            next.addFlashAttribute("changed", List.of(name));
            return "redirect:/nodes/" + name;
        }
        outcomes.forEach(outcome -> model.addAttribute("refused", outcome.refused()));
        if (model.containsAttribute("wrong")) {
            response.setStatus(HttpServletResponse.SC_BAD_REQUEST);
            model.addAttribute("reasonError", model.getAttribute("wrong"));
        }
        show(name, viewer, model);
        return "nodes/node";
    }

    private void show(String name, Viewer viewer, Model model) {
        NodeRecord node = nodes.require(name);
        model.addAttribute("view", NodeView.of(node, nodes.jobsOn(name), viewer, visibility));
        model.addAttribute("hindrances", hindrances.of(node));
        model.addAttribute("gpuTypes", GpuType.of(List.of(node)));
        model.addAttribute("mayAct", viewer.isAdministrator());
        model.addAttribute("mayReserve", viewer.isOperator());
        if (viewer.isAdministrator()) {
            model.addAttribute("undoable", changes.undoable(List.of(name)));
            model.addAttribute("history", audit.about("node " + name, HISTORY));
        }
    }
}
