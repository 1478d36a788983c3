package org.sluice.reservations;

import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.sluice.access.Routes;
import org.sluice.access.Viewer;
import org.sluice.access.Visibility;
import org.sluice.cluster.AuditedActions;
import org.sluice.cluster.ReservationRecord;
import org.sluice.cluster.ScontrolOrder;
import org.sluice.cluster.Snapshot;
import org.sluice.nodes.ActionOutcome;
import org.sluice.nodes.Nodes;
import org.sluice.web.NotFound;
import org.springframework.context.annotation.Bean;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Reservations and maintenance windows: what is kept, when, for whom, and making and changing them. */
@Controller
class ReservationsController {
    private static final int UNPROCESSABLE = 422;

    private final Nodes nodes;
    private final Visibility visibility;
    private final AuditedActions actions;
    private final Clock clock;

    ReservationsController(Nodes nodes, Visibility visibility, AuditedActions actions, Clock clock) {
        this.nodes = nodes;
        this.visibility = visibility;
        this.actions = actions;
        this.clock = clock;
    }

    @Bean
    static Routes reservationRoutes() {
        return Routes.of("reservations")
                .forViewers("/reservations", "/reservations/*", "/home/maintenance")
                .forOperators(
                        "/reservation-plan",
                        "/reservation-plan/effect",
                        "POST /reservations",
                        "POST /reservations/*",
                        "/reservations/*/delete");
    }

    @GetMapping("/reservations")
    String all(
            Viewer viewer, @RequestHeader(name = "HX-Request", defaultValue = "false") boolean fragment, Model model) {
        model.addAttribute(
                "reservations",
                nodes.snapshot()
                        .map(snapshot -> nodes.reservations().stream()
                                .map(reservation -> ReservationView.of(reservation, snapshot, viewer, visibility))
                                .toList())
                        .orElse(List.of()));
        model.addAttribute("mayReserve", viewer.isOperator());
        return fragment ? "reservations/_reservations" : "reservations/reservations";
    }

    @GetMapping("/reservations/{name}")
    String one(@PathVariable String name, Viewer viewer, Model model) {
        ReservationRecord reservation = require(name);
        show(reservation, ReservationForm.of(reservation), viewer, model);
        return "reservations/reservation";
    }

    /** The maintenance a viewer should know of; pages of other rooms fetch it. */
    @GetMapping("/home/maintenance")
    String notices(@RequestParam(defaultValue = "") String node, Viewer viewer, Model model) {
        model.addAttribute(
                "notices",
                nodes.snapshot()
                        .map(snapshot -> MaintenanceNotice.of(snapshot, viewer, clock.instant(), node))
                        .orElse(List.of()));
        return "reservations/_maintenance";
    }

    @GetMapping("/reservation-plan")
    String plan(
            @RequestParam(defaultValue = "maintenance") String kind,
            @RequestParam(name = "node", required = false) Optional<List<String>> names,
            Viewer viewer,
            Model model) {
        fill(ReservationForm.fresh(kind, names.orElse(List.of()), clock), null, viewer, model);
        model.addAttribute("errors", Map.of());
        return "reservations/plan";
    }

    /** What the reservation that is being typed would mean; asked while somebody types. */
    @GetMapping("/reservation-plan/effect")
    String effect(@RequestParam Map<String, String> typed, Viewer viewer, Model model) {
        fill(ReservationForm.of(typed), typed.get("reservation"), viewer, model);
        return "reservations/_plan";
    }

    @PostMapping("/reservations")
    String create(
            @RequestParam Map<String, String> typed,
            Viewer viewer,
            HttpServletResponse response,
            Model model,
            RedirectAttributes next) {
        ReservationForm form = ReservationForm.of(typed);
        Map<String, String> errors = form.errors(this::isNode);
        boolean done = errors.isEmpty()
                && ActionOutcome.of(() -> give(viewer, "reserve", form.create(), form.name(), model), model);
        if (done) {
            next.addFlashAttribute("asked", "Slurm keeps " + form.nodes() + " as " + form.slurmName() + ".");
            return "redirect:/reservations/" + form.slurmName();
        }
        model.addAttribute("errors", errors);
        fill(form, null, viewer, model);
        if (!errors.isEmpty() || model.containsAttribute("wrong")) {
            response.setStatus(UNPROCESSABLE);
        }
        return "reservations/plan";
    }

    @PostMapping("/reservations/{name}")
    String change(
            @PathVariable String name,
            @RequestParam Map<String, String> typed,
            Viewer viewer,
            HttpServletResponse response,
            Model model,
            RedirectAttributes next) {
        ReservationRecord before = require(name);
        typed.put("name", name);
        typed.put("kind", before.isMaintenance() ? ReservationForm.MAINTENANCE : ReservationForm.PEOPLE);
        ReservationForm form = ReservationForm.of(typed);
        Map<String, String> errors = form.errors(this::isNode);
        boolean done = errors.isEmpty()
                && ActionOutcome.of(() -> give(viewer, "change reservation", form.change(before), null, model), model);
        if (done) {
            next.addFlashAttribute("asked", "Slurm changed " + name + ".");
            return "redirect:/reservations/" + name;
        }
        if (!errors.isEmpty() || model.containsAttribute("wrong")) {
            response.setStatus(UNPROCESSABLE);
        }
        show(before, form, viewer, model);
        model.addAttribute("errors", errors);
        return "reservations/reservation";
    }

    @PostMapping("/reservations/{name}/delete")
    String delete(@PathVariable String name, Viewer viewer, Model model, RedirectAttributes next) {
        ReservationRecord reservation = require(name);
        boolean done = ActionOutcome.of(
                () -> give(viewer, "delete reservation", ScontrolOrder.deleteReservation(name), null, model), model);
        if (done) {
            next.addFlashAttribute("asked", "Slurm deleted " + name + ". Jobs that waited for it may start.");
            return "redirect:/reservations";
        }
        show(reservation, ReservationForm.of(reservation), viewer, model);
        return "reservations/reservation";
    }

    private boolean give(Viewer viewer, String action, ScontrolOrder order, @Nullable String detail, Model model) {
        List<String> refusals = actions.performEach(viewer, action, List.of(order), detail).stream()
                .flatMap(Optional::stream)
                .toList();
        refusals.forEach(words -> model.addAttribute("refused", words));
        return refusals.isEmpty();
    }

    private void show(ReservationRecord reservation, ReservationForm form, Viewer viewer, Model model) {
        Snapshot snapshot = nodes.snapshot().orElseThrow(NotFound::new);
        model.addAttribute("view", ReservationView.of(reservation, snapshot, viewer, visibility));
        model.addAttribute("form", form);
        model.addAttribute("mayReserve", viewer.isOperator());
        model.addAttribute("errors", Map.of());
        deletion(reservation.name()).ifPresent(order -> model.addAttribute("deletion", order.line()));
    }

    /** Empty for a name that cannot be given to scontrol. */
    private static Optional<ScontrolOrder> deletion(String name) {
        try {
            return Optional.of(ScontrolOrder.deleteReservation(name));
        } catch (IllegalArgumentException notGivable) {
            return Optional.empty();
        }
    }

    private void fill(ReservationForm form, @Nullable String reservation, Viewer viewer, Model model) {
        model.addAttribute("form", form);
        model.addAttribute("known", nodes.all());
        Map<String, String> wrong = form.errors(this::isNode);
        model.addAttribute("open", wrong.values());
        nodes.snapshot()
                .filter(snapshot -> form.startsAt().isPresent()
                        && form.duration().isPresent()
                        && !form.nodeNames().isEmpty())
                .ifPresent(snapshot -> model.addAttribute(
                        "effect",
                        WindowEffect.of(
                                snapshot,
                                form.nodeNames(),
                                form.startsAt().orElseThrow(),
                                form.duration().orElseThrow(),
                                reservation == null ? form.slurmName() : reservation,
                                viewer,
                                visibility)));
        if (wrong.isEmpty()) {
            ActionOutcome.of(
                    () -> {
                        model.addAttribute(
                                "command",
                                reservation == null
                                        ? form.create().line()
                                        : form.change(require(reservation)).line());
                        return true;
                    },
                    model);
        }
    }

    private boolean isNode(String name) {
        return nodes.find(name).isPresent();
    }

    private ReservationRecord require(String name) {
        return nodes.reservations().stream()
                .filter(reservation -> reservation.name().equals(name))
                .findFirst()
                .orElseThrow(NotFound::new);
    }
}
