package org.sluice.diagnosis;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A file system or quota was full. */
final class DiskFull implements Rule {
    private static final Wording LINE =
            Wording.anyOf("No space left on device", "Disk quota exceeded", "[Errno 28]", "[Errno 122]");

    @Override
    public Optional<Finding> look(Evidence evidence) {
        if (!evidence.failed()) {
            return Optional.empty();
        }
        return evidence.last(LINE).map(line -> {
            boolean quota = line.text().contains("quota") || line.text().contains("122");
            List<Citation> citations = new ArrayList<>(List.of(line));
            evidence.exit().ifPresent(citations::add);
            return new Finding(
                    name(),
                    quota ? "Its disk quota was used up" : "There was no space left to write to",
                    "The program could not write: "
                            + (quota ? "the quota of its owner is used up." : "a file system was full."),
                    Confidence.CERTAIN,
                    citations,
                    "See what takes the room (df -h, du -sh), also in /tmp of the node; write checkpoints to a larger file system and"
                            + " delete old ones.",
                    null);
        });
    }
}
