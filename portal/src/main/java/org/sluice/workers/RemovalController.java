package org.sluice.workers;

import jakarta.servlet.http.HttpServletResponse;
import org.sluice.access.Viewer;
import org.sluice.cluster.SlurmRefused;
import org.sluice.nodes.Nodes;
import org.sluice.remote.AnswerLost;
import org.sluice.remote.ClusterUnreachable;
import org.sluice.web.NotFound;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Giving one machine back: whom it touches first, then when its jobs have ended or at once. */
@Controller
class RemovalController {
    private final Workers workers;
    private final WorkerOrders orders;
    private final Nodes nodes;

    RemovalController(Workers workers, WorkerOrders orders, Nodes nodes) {
        this.workers = workers;
        this.orders = orders;
        this.nodes = nodes;
    }

    @GetMapping("/nodes/workers/{worker}/remove")
    String ask(@PathVariable("worker") String name, Model model) {
        return show(name, model);
    }

    @PostMapping("/nodes/workers/{worker}/remove")
    String remove(
            @PathVariable("worker") String name,
            @RequestParam(defaultValue = "") String reason,
            @RequestParam(defaultValue = "false") boolean now,
            Viewer viewer,
            HttpServletResponse response,
            Model model,
            RedirectAttributes next) {
        require(name);
        model.addAttribute("reason", reason);
        try {
            if (now) {
                orders.removeNow(viewer, name, reason);
            } else {
                orders.remove(viewer, name, reason);
            }
            next.addFlashAttribute("asked", "Slurm was told to give " + name + " back.");
            return "redirect:/nodes/workers";
        } catch (IllegalArgumentException e) {
            response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
            model.addAttribute("reasonError", e.getMessage());
        } catch (SlurmRefused e) {
            model.addAttribute("refused", e.words());
        } catch (ClusterUnreachable e) {
            model.addAttribute("unreachable", e.getMessage() + " Nothing was changed.");
        } catch (AnswerLost e) {
            model.addAttribute(
                    "unreachable", e.getMessage() + " Whether it was done will show on the page of workers.");
        }
        return show(name, model);
    }

    private String show(String name, Model model) {
        model.addAttribute("worker", require(name));
        model.addAttribute("touched", Touched.of(nodes.jobsOn(name)));
        return "workers/remove";
    }

    private Worker require(String name) {
        return workers.find(name).orElseThrow(NotFound::new);
    }
}
