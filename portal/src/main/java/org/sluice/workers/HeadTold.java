package org.sluice.workers;

import java.util.List;
import java.util.Optional;
import org.sluice.remote.HeadAddress;

/**
 * What one answer of the provisioner says about the head.
 *
 * @param address where its sshd can be reached; empty where it has no address now, or what was told is none
 * @param words why there is no address; empty where there is one
 * @param isRefused something was told that is no address
 */
record HeadTold(Optional<HeadAddress> address, String words, boolean isRefused) {

    /** Of the lines of {@code status}; empty where the provisioner has no head of its own. */
    static Optional<HeadTold> of(List<Line> lines) {
        return lines.stream().filter(line -> line.is("head")).findFirst().map(HeadTold::of);
    }

    private static HeadTold of(Line line) {
        if (!line.has("host")) {
            String why = line.text("words");
            return new HeadTold(
                    Optional.empty(),
                    why.isEmpty()
                            ? "The provisioner says that the head has no address now"
                            : "The provisioner says: " + why,
                    false);
        }
        try {
            return new HeadTold(Optional.of(HeadAddress.named(line.text("host"), line.number("port"))), "", false);
        } catch (IllegalArgumentException none) {
            return new HeadTold(
                    Optional.empty(), "The provisioner tells an address that is none: " + none.getMessage(), true);
        }
    }
}
