package org.sluice.gpu;

/**
 * Readings of a device that a chart draws as one: their mean, and the least and the most of each quantity.
 *
 * @param mean at the mean moment of the readings
 */
record Spread(Point mean, Point least, Point most) {
    /** A reading that is drawn by itself. */
    static Spread of(Point alone) {
        return new Spread(alone, alone, alone);
    }

    boolean isAlone() {
        return mean.equals(least) && mean.equals(most);
    }
}
