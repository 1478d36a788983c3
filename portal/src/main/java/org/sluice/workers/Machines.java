package org.sluice.workers;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * One answer of the provisioner: every machine it could start, what else costs, and where the head is.
 *
 * @param machines by the name of their node
 * @param head empty where the provisioner has no head of its own
 */
record Machines(Instant at, Map<String, Machine> machines, List<OtherCost> costs, Optional<HeadTold> head) {

    /** Something besides machines that costs: a volume. */
    record OtherCost(String what, @Nullable BigDecimal price, String currency) {
        static OtherCost of(Line line) {
            return new OtherCost(line.text("what"), line.price("price_per_hour"), line.text("currency"));
        }
    }

    static Machines of(Instant at, List<Line> lines) {
        return new Machines(
                at,
                lines.stream()
                        .filter(line -> line.is("worker"))
                        .map(Machine::of)
                        .collect(Collectors.toMap(
                                Machine::node, Function.identity(), (one, same) -> one, LinkedHashMap::new)),
                lines.stream()
                        .filter(line -> line.is("cost"))
                        .map(OtherCost::of)
                        .toList(),
                HeadTold.of(lines));
    }

    /** What everything that costs now costs an hour, as far as prices are known. */
    public BigDecimal hourly() {
        BigDecimal running = machines.values().stream()
                .filter(Machine::costs)
                .map(Machine::price)
                .filter(Objects::nonNull)
                .reduce(BigDecimal.ZERO, BigDecimal::add);
        return costs.stream().map(OtherCost::price).filter(Objects::nonNull).reduce(running, BigDecimal::add);
    }

    /** The currency of the first price; empty where there is none. */
    public String currency() {
        return machines.values().stream()
                .map(Machine::currency)
                .filter(word -> !word.isEmpty())
                .findFirst()
                .orElse("");
    }
}
