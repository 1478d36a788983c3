package org.sluice.workers;

import java.math.BigDecimal;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.sluice.nodes.Nodes;
import org.springframework.stereotype.Component;

/** The CLOUD nodes with their machines, what they cost today and what was done about them. */
@Component
class Workers {
    private final MachineSight sight;
    private final WorkersWatch watch;
    private final ChangeRows changes;
    private final RunRows runs;
    private final Nodes nodes;
    private final Clock clock;

    Workers(MachineSight sight, WorkersWatch watch, ChangeRows changes, RunRows runs, Nodes nodes, Clock clock) {
        this.sight = sight;
        this.watch = watch;
        this.changes = changes;
        this.runs = runs;
        this.nodes = nodes;
        this.clock = clock;
    }

    /** All of them, in the provisioner's order; empty until it has answered. */
    List<Worker> all() {
        Map<String, Change> open = changes.open().stream()
                .collect(Collectors.toMap(Change::node, Function.identity(), (one, same) -> one));
        Map<String, BigDecimal> costs = costToday();
        Map<String, String> notes = watch.notes();
        return sight.latest().map(Machines::machines).map(Map::values).stream()
                .flatMap(machines -> machines.stream())
                .map(machine -> new Worker(
                        machine,
                        nodes.find(machine.node()).orElse(null),
                        open.get(machine.node()),
                        notes.getOrDefault(machine.node(), ""),
                        costs.get(machine.node())))
                .toList();
    }

    Optional<Worker> find(String name) {
        return all().stream()
                .filter(worker -> worker.machine().node().equals(name))
                .findFirst();
    }

    BigDecimal spentToday() {
        return costToday().values().stream().reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    List<Change> newestChanges(int limit) {
        return changes.newest(limit);
    }

    private Map<String, BigDecimal> costToday() {
        return runs.costToday(clock.instant());
    }
}
