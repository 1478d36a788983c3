package org.sluice.nodes.hindrance;

import java.time.Clock;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.sluice.cluster.NodeRecord;
import org.sluice.nodes.Nodes;
import org.sluice.web.Formats;
import org.springframework.stereotype.Component;

/** Asks every rule why jobs do not start on a node. That an exporter is silent is no reason: jobs do not need it. */
@Component
public class Hindrances {
    private final List<HindranceRule> rules;
    private final Nodes nodes;
    private final Formats formats;
    private final Clock clock;

    Hindrances(List<HindranceRule> rules, Nodes nodes, Formats formats, Clock clock) {
        this.rules = rules;
        this.nodes = nodes;
        this.formats = formats;
        this.clock = clock;
    }

    /** What stands in the way on this node, what hinders most first; empty when jobs can start now. */
    public List<Hindrance> of(NodeRecord node) {
        Circumstances circumstances = new Circumstances(
                node,
                nodes.partitions().stream()
                        .filter(partition -> partition.nodeNames().contains(node.name()))
                        .toList(),
                nodes.reservations().stream()
                        .filter(reservation -> reservation.nodeNames().contains(node.name()))
                        .toList(),
                nodes.jobsOn(node.name()),
                clock.instant(),
                formats);
        return in(circumstances, rules);
    }

    static List<Hindrance> in(Circumstances circumstances, List<HindranceRule> rules) {
        List<Hindrance> known = rules.stream()
                .map(rule -> rule.look(circumstances))
                .flatMap(Optional::stream)
                .toList();
        return Stream.concat(known.stream(), Unexplained.of(circumstances, known).stream())
                .sorted(Comparator.comparing(Hindrance::kind))
                .toList();
    }
}
