package org.sluice.workers;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A sort of machine of which some could be started.
 *
 * @param nodes whose machines of this sort are absent
 */
record Offer(String kind, String title, @Nullable BigDecimal price, String currency, List<String> nodes) {
    static List<Offer> of(List<Worker> workers) {
        Map<String, Offer> offers = new LinkedHashMap<>();
        for (Worker worker : workers) {
            if (worker.isStartable()) {
                Machine machine = worker.machine();
                offers.merge(
                        machine.kind(),
                        new Offer(
                                machine.kind(),
                                machine.title(),
                                machine.price(),
                                machine.currency(),
                                List.of(machine.node())),
                        Offer::with);
            }
        }
        return List.copyOf(offers.values());
    }

    private Offer with(Offer other) {
        List<String> both = new ArrayList<>(nodes);
        both.addAll(other.nodes);
        return new Offer(kind, title, price, currency, List.copyOf(both));
    }

    /** {@code 4 x A100 80GB, 7.16 USD an hour, 2 free}. */
    public String words() {
        String cost = price == null ? "price not known" : price.toPlainString() + " " + currency + " an hour";
        return title + ", " + cost + ", " + nodes.size() + " free";
    }
}
