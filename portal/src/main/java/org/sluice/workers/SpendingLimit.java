package org.sluice.workers;

import java.math.BigDecimal;
import java.util.Optional;
import org.springframework.stereotype.Component;

/**
 * What machines may cost from midnight to midnight UTC. One more is started only while what was spent today and the next
 * hour of all that would run stay below it.
 */
@Component
class SpendingLimit {
    private final ProvisionerProperties properties;

    SpendingLimit(ProvisionerProperties properties) {
        this.properties = properties;
    }

    BigDecimal perDay() {
        return properties.limit();
    }

    /**
     * Why what is planned must not be started; empty where it may.
     *
     * @param spent today
     * @param hourly what runs already costs an hour
     */
    Optional<String> objection(Change change, StartPlan plan, BigDecimal spent, BigDecimal hourly) {
        BigDecimal price = plan.price();
        if (price == null && spent.add(hourly).compareTo(perDay()) > 0) {
            return Optional.of("Today's spending limit of " + perDay().toPlainString() + " is reached: "
                    + spent.toPlainString() + " are spent, and machines cost " + hourly.toPlainString()
                    + " an hour already.");
        }
        if (price == null) {
            return change.askedBy() == null
                    ? Optional.of("Its price is not known, so it is started only when an administrator asks.")
                    : Optional.empty();
        }
        BigDecimal agreed = change.agreed();
        if (agreed != null && price.compareTo(agreed) > 0) {
            return Optional.of("The price rose from " + agreed.toPlainString() + " to " + price.toPlainString() + " "
                    + plan.currency() + " an hour since it was shown; look at the plan again.");
        }
        BigDecimal afterAnHour = spent.add(hourly).add(price);
        return afterAnHour.compareTo(perDay()) > 0
                ? Optional.of("Today's spending limit of " + perDay().toPlainString() + " " + plan.currency()
                        + " would be passed: " + spent.toPlainString() + " are spent, and with it machines would cost "
                        + hourly.add(price).toPlainString() + " an hour.")
                : Optional.empty();
    }
}
