package org.sluice.nodes;

import jakarta.servlet.http.HttpServletResponse;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.sluice.access.ActingUser;
import org.sluice.access.Viewer;
import org.sluice.access.Visibility;
import org.sluice.cluster.AnswerLost;
import org.sluice.cluster.AuditedActions;
import org.sluice.cluster.ClusterUnreachable;
import org.sluice.cluster.NodeRecord;
import org.sluice.cluster.Slurm;
import org.sluice.cluster.SlurmRefused;
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
    private final Nodes nodes;
    private final Visibility visibility;
    private final Slurm slurm;
    private final AuditedActions actions;

    NodesController(Nodes nodes, Visibility visibility, Slurm slurm, AuditedActions actions) {
        this.nodes = nodes;
        this.visibility = visibility;
        this.slurm = slurm;
        this.actions = actions;
    }

    @Bean
    static RailEntry nodesEntry() {
        return RailEntry.forEverybody("Nodes", "/nodes", "nodes", 50);
    }

    @GetMapping("/nodes")
    String grid(
            Viewer viewer, @RequestHeader(name = "HX-Request", defaultValue = "false") boolean fragment, Model model) {
        model.addAttribute("racks", racks(viewer));
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
    String free(Model model) {
        model.addAttribute("types", GpuType.of(nodes.all()));
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
        return act(name, viewer, "drain", reason, as -> slurm.drain(as, name, reason), response, model, next);
    }

    @PostMapping("/nodes/{name}/resume")
    String resume(
            @PathVariable String name,
            Viewer viewer,
            HttpServletResponse response,
            Model model,
            RedirectAttributes next) {
        return act(name, viewer, "resume", null, as -> slurm.resume(as, name), response, model, next);
    }

    private String act(
            String name,
            Viewer viewer,
            String action,
            @Nullable String detail,
            Consumer<ActingUser> command,
            HttpServletResponse response,
            Model model,
            RedirectAttributes next) {
        nodes.require(name);
        try {
            actions.perform(viewer, action, "node " + name, detail, command);
            next.addFlashAttribute("asked", "Slurm was told to " + action + " " + name + ".");
            return "redirect:/nodes/" + name;
        } catch (IllegalArgumentException e) {
            response.setStatus(HttpServletResponse.SC_BAD_REQUEST);
            model.addAttribute("reasonError", e.getMessage());
        } catch (SlurmRefused e) {
            model.addAttribute("refused", e.words());
        } catch (ClusterUnreachable e) {
            model.addAttribute("unreachable", e.getMessage() + " Nothing was changed.");
        } catch (AnswerLost e) {
            model.addAttribute("unreachable", e.getMessage() + " Whether it was done will show here.");
        }
        show(name, viewer, model);
        return "nodes/node";
    }

    private void show(String name, Viewer viewer, Model model) {
        NodeRecord node = nodes.require(name);
        model.addAttribute("view", NodeView.of(node, nodes.jobsOn(name), viewer, visibility));
        model.addAttribute("mayAct", viewer.isAdministrator());
    }

    private Map<String, List<NodeView>> racks(Viewer viewer) {
        Map<String, List<NodeView>> racks = new LinkedHashMap<>();
        for (NodeRecord node : nodes.all()) {
            String partition = node.partitions().isEmpty()
                    ? "no partition"
                    : node.partitions().get(0);
            racks.computeIfAbsent(partition, p -> new ArrayList<>())
                    .add(NodeView.of(node, nodes.jobsOn(node.name()), viewer, visibility));
        }
        return racks;
    }
}
