package org.sluice.workers;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What starting some machines would mean.
 *
 * @param token the provisioner's name for the plan
 * @param price an hour for all of them; null where it is not known
 */
record StartPlan(
        String token,
        List<PlannedMachine> machines,
        @Nullable BigDecimal price,
        String currency,
        @Nullable Instant validUntil) {

    /**
     * One machine of the plan.
     *
     * @param insteadOf the sort that was wanted and is out of stock; empty where the wanted one is planned
     */
    record PlannedMachine(
            String node,
            String kind,
            String title,
            @Nullable BigDecimal price,
            String currency,
            String insteadOf) {
        static PlannedMachine of(Line line) {
            return new PlannedMachine(
                    line.text("node"),
                    line.text("kind"),
                    line.text("title").isEmpty() ? line.text("kind") : line.text("title"),
                    line.price("price_per_hour"),
                    line.text("currency"),
                    line.text("instead_of"));
        }
    }

    static StartPlan of(List<Line> lines, Line last) {
        return new StartPlan(
                last.token("plan"),
                lines.stream()
                        .filter(line -> line.is("change"))
                        .map(PlannedMachine::of)
                        .toList(),
                last.price("price_per_hour"),
                last.text("currency"),
                last.time("valid_until"));
    }
}
