package org.sluice.gpu;

import java.time.Instant;

/**
 * A time of one device.
 *
 * @param device its number in the table of devices
 */
record Stretch(int device, Instant from, Instant until) {
    static Stretch of(Hold hold, Instant now) {
        return new Stretch(hold.device().id(), hold.begin(), hold.until(now));
    }

    /** What of it is later than that moment, from the next millisecond on. */
    Stretch after(Instant moment) {
        Instant next = moment.plusMillis(1);
        return next.isAfter(from) ? new Stretch(device, next, until) : this;
    }

    boolean isSome() {
        return !until.isBefore(from);
    }
}
