package org.sluice.access;

import java.io.Serializable;

/**
 * Where a try to sign in comes from.
 *
 * @param address the network address, as the limits count it
 * @param browser the hash of the mark of a browser in which this login has signed in before; empty for any other
 */
record SignInPlace(String address, String browser) implements Serializable {
    boolean isKnown() {
        return !browser.isEmpty();
    }

    /** By what tries are counted: whoever else uses the address of a known browser does not count against it. */
    String key() {
        return isKnown() ? "browser " + browser : address;
    }
}
