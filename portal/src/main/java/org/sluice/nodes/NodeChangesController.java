package org.sluice.nodes;

import jakarta.servlet.http.HttpServletResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.sluice.access.Viewer;
import org.sluice.access.Visibility;
import org.sluice.cluster.NodeRecord;
import org.sluice.cluster.Snapshot;
import org.sluice.web.NotFound;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Doing something to one node or many: what it would mean first, then doing it, then taking it back. */
@Controller
class NodeChangesController {
    private static final int UNPROCESSABLE = 422;

    private final Nodes nodes;
    private final NodeChanges changes;
    private final Visibility visibility;
    private final Settings settings;

    NodeChangesController(Nodes nodes, NodeChanges changes, Visibility visibility, Settings settings) {
        this.nodes = nodes;
        this.changes = changes;
        this.visibility = visibility;
        this.settings = settings;
    }

    /** What came of several, for the page that tells it. */
    record Said(List<NodeChanges.Outcome> outcomes) {
        public List<String> done() {
            return names(true);
        }

        public List<String> refused() {
            return names(false);
        }

        private List<String> names(boolean done) {
            return outcomes.stream()
                    .filter(outcome -> outcome.done() == done)
                    .map(NodeChanges.Outcome::node)
                    .toList();
        }
    }

    @GetMapping("/node-changes")
    String preview(
            @RequestParam(defaultValue = "") String action,
            @RequestParam(name = "node", required = false) Optional<List<String>> names,
            @RequestParam(defaultValue = "") String reason,
            Viewer viewer,
            HttpServletResponse response,
            Model model) {
        return show(action, names.orElse(List.of()), reason, viewer, response, model);
    }

    @PostMapping("/node-changes")
    String make(
            @RequestParam(defaultValue = "") String action,
            @RequestParam(name = "node", required = false) Optional<List<String>> names,
            @RequestParam(defaultValue = "") String reason,
            Viewer viewer,
            HttpServletResponse response,
            Model model,
            RedirectAttributes next) {
        Optional<NodeAction> known = NodeAction.of(action);
        List<NodeChanges.Outcome> outcomes = new ArrayList<>();
        boolean asked = known.isPresent()
                && ActionOutcome.of(
                        () -> outcomes.addAll(changes.make(viewer, known.get(), names.orElse(List.of()), reason)),
                        model);
        if (!asked) {
            return show(action, names.orElse(List.of()), reason, viewer, response, model);
        }
        return tell(known.get().verb(), outcomes, model, next);
    }

    @PostMapping("/node-changes/undo")
    String undo(
            @RequestParam(name = "node", required = false) Optional<List<String>> names,
            Viewer viewer,
            HttpServletResponse response,
            Model model,
            RedirectAttributes next) {
        List<NodeChanges.Outcome> outcomes = new ArrayList<>();
        boolean asked = ActionOutcome.of(() -> outcomes.addAll(changes.undo(viewer, names.orElse(List.of()))), model);
        if (!asked) {
            response.setStatus(UNPROCESSABLE);
            return "nodes/change";
        }
        return tell("undo", outcomes, model, next);
    }

    private String tell(String action, List<NodeChanges.Outcome> outcomes, Model model, RedirectAttributes next) {
        Said said = new Said(outcomes);
        if (said.refused().isEmpty()) {
            boolean undo = action.equals("undo");
            next.addFlashAttribute(
                    "asked",
                    undo
                            ? "Slurm was told to put back " + String.join(", ", said.done()) + "."
                            : "Slurm was told to " + action + " " + String.join(", ", said.done()) + ".");
            next.addFlashAttribute("changed", undo ? List.of() : said.done());
            return outcomes.size() == 1 ? "redirect:/nodes/" + said.done().get(0) : "redirect:/nodes";
        }
        model.addAttribute("said", said);
        model.addAttribute("did", action);
        model.addAttribute("undoable", changes.undoable(said.done()));
        return "nodes/outcome";
    }

    private String show(
            String word, List<String> names, String reason, Viewer viewer, HttpServletResponse response, Model model) {
        Optional<NodeAction> action = NodeAction.of(word);
        if (action.isEmpty()) {
            model.addAttribute("wrong", "Choose what is to be done: drain, resume, reboot, cancel-reboot or down.");
        } else {
            ActionOutcome.of(() -> explain(action.get(), changes.known(names), viewer, model), model);
            model.addAttribute("action", action.get());
        }
        model.addAttribute("reason", reason);
        model.addAttribute("names", names);
        if (model.containsAttribute("wrong")) {
            response.setStatus(UNPROCESSABLE);
        }
        return "nodes/change";
    }

    private boolean explain(NodeAction action, List<NodeRecord> chosen, Viewer viewer, Model model) {
        Snapshot snapshot = nodes.snapshot().orElseThrow(NotFound::new);
        String stands = action.needsReason() ? "..." : "";
        model.addAttribute("chosen", chosen.stream().map(NodeRecord::name).toList());
        model.addAttribute(
                "pointless",
                chosen.stream()
                        .filter(node -> action.isPointlessFor(node.state()))
                        .map(NodeRecord::name)
                        .toList());
        model.addAttribute("effect", Effect.of(snapshot, chosen, viewer, visibility));
        model.addAttribute(
                "commands",
                chosen.stream()
                        .map(node -> action.order(node.name(), stands).line())
                        .toList());
        if (action == NodeAction.DOWN) {
            model.addAttribute("returnToService", settings.of(viewer, "ReturnToService"));
        }
        if (action == NodeAction.REBOOT) {
            model.addAttribute("rebootProgram", settings.of(viewer, "RebootProgram"));
        }
        return true;
    }
}
