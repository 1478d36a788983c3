package org.sluice.workers;

import jakarta.servlet.http.HttpServletResponse;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.sluice.access.Routes;
import org.sluice.access.Viewer;
import org.sluice.cluster.SlurmRefused;
import org.sluice.remote.AnswerLost;
import org.sluice.remote.ClusterUnreachable;
import org.sluice.web.RailEntry;
import org.springframework.context.annotation.Bean;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Machines that come and go: what there is, what it costs, starting some with their price shown first. */
@Controller
class WorkersController {
    private static final int CHANGES_SHOWN = 20;

    private final Workers workers;
    private final WorkerOrders orders;
    private final MachineSight sight;
    private final SpendingLimit limit;
    private final ProvisionerProperties properties;

    WorkersController(
            Workers workers,
            WorkerOrders orders,
            MachineSight sight,
            SpendingLimit limit,
            ProvisionerProperties properties) {
        this.workers = workers;
        this.orders = orders;
        this.sight = sight;
        this.limit = limit;
        this.properties = properties;
    }

    @Bean
    static Routes workerRoutes() {
        return Routes.of("workers")
                .forAdministrators(
                        "/nodes/workers", "/nodes/workers/plan", "/nodes/workers/start", "/nodes/workers/*/remove");
    }

    @Bean
    static RailEntry workersEntry() {
        return RailEntry.forAdministrators("Workers", "/nodes/workers", "power", 60);
    }

    @GetMapping("/nodes/workers")
    String page(@RequestHeader(name = "HX-Request", defaultValue = "false") boolean fragment, Model model) {
        show(model);
        return fragment ? "workers/_workers" : "workers/workers";
    }

    @PostMapping("/nodes/workers/plan")
    String plan(
            @RequestParam(defaultValue = "") String kind,
            @RequestParam(defaultValue = "") String count,
            HttpServletResponse response,
            Model model) {
        try {
            model.addAttribute("plan", orders.plan(kind, number(count)));
            model.addAttribute("spent", workers.spentToday());
            model.addAttribute("limit", limit.perDay());
            model.addAttribute("hourly", sight.latest().map(Machines::hourly).orElse(BigDecimal.ZERO));
            return "workers/plan";
        } catch (IllegalArgumentException e) {
            model.addAttribute("countError", e.getMessage());
        } catch (ProvisionerRefused | ProvisionerBusy e) {
            model.addAttribute("provisionerRefused", e.getMessage());
        } catch (ProvisionerSilent e) {
            model.addAttribute("unasked", e.getMessage() + " Nothing was started.");
        }
        response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
        model.addAttribute("kind", kind);
        model.addAttribute("count", count);
        show(model);
        return "workers/workers";
    }

    /**
     * Starts what was planned, each node by itself.
     *
     * @param node the nodes, each with its price at the same place; an empty price was not known
     */
    @PostMapping("/nodes/workers/start")
    String start(
            @RequestParam(defaultValue = "") List<String> node,
            @RequestParam(defaultValue = "") List<String> price,
            Viewer viewer,
            RedirectAttributes next) {
        List<String> asked = new ArrayList<>();
        List<String> problems = new ArrayList<>();
        for (int place = 0; place < node.size(); place++) {
            String name = node.get(place);
            String problem = startOne(viewer, name, place < price.size() ? price.get(place) : "");
            if (problem.isEmpty()) {
                asked.add(name);
            } else {
                problems.add(name + ": " + problem);
            }
        }
        if (!asked.isEmpty()) {
            next.addFlashAttribute(
                    "asked", "Slurm waits for " + String.join(", ", asked) + "; the machines are started.");
        }
        next.addFlashAttribute("problems", problems);
        return "redirect:/nodes/workers";
    }

    private String startOne(Viewer viewer, String node, String price) {
        try {
            orders.start(viewer, node, agreed(price));
            return "";
        } catch (IllegalArgumentException e) {
            return String.valueOf(e.getMessage());
        } catch (SlurmRefused e) {
            return "Slurm refused: " + e.words();
        } catch (ClusterUnreachable e) {
            return e.getMessage() + " Nothing was started.";
        } catch (AnswerLost e) {
            return e.getMessage() + " If Slurm was told, the machine is started.";
        }
    }

    private void show(Model model) {
        List<Worker> all = workers.all();
        model.addAttribute("configured", properties.isConfigured());
        model.addAttribute("workers", all);
        model.addAttribute("offers", Offer.of(all));
        model.addAttribute("machines", sight.latest().orElse(null));
        model.addAttribute("trouble", sight.trouble());
        model.addAttribute("head", sight.head());
        model.addAttribute("spent", workers.spentToday());
        model.addAttribute("limit", limit.perDay());
        model.addAttribute("changes", workers.newestChanges(CHANGES_SHOWN));
    }

    private static int number(String count) {
        try {
            return Integer.parseInt(count.strip());
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("Give a number of machines, for example 1.", e);
        }
    }

    private static @Nullable BigDecimal agreed(String price) {
        try {
            return price.isBlank() ? null : new BigDecimal(price);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("Its price is not a number: plan again.", e);
        }
    }
}
