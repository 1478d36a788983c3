package org.sluice.cluster.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.sluice.cluster.AccountedJob;
import org.sluice.cluster.JobDetail;

/** A job of src/test/resources/diagnosis, read by the product's own parsers. */
public final class RecordedJob {
    private static final Path DIRECTORY = Path.of("src/test/resources/diagnosis");
    private static final Instant THEN = Instant.parse("2026-11-21T12:00:00Z");

    private final Path directory;

    public RecordedJob(String situation) {
        directory = DIRECTORY.resolve(situation);
    }

    /** The newest job as slurmctld told it. */
    public JobDetail detail() {
        List<JobDetail> all = ScontrolShowJob.parseAll(text("scontrol.txt").orElseThrow(), THEN)
                .all();
        return all.get(0);
    }

    /** Its runs as accounting told them, the oldest first; none where it was not asked, or knew nothing. */
    public List<AccountedJob> runs() {
        return text("sacct.txt")
                .map(rows -> Sacct.separatedBy("|").parse(rows).all().stream()
                        .filter(run -> run.rawId() == detail().rawId())
                        .toList())
                .orElse(List.of());
    }

    public List<String> output() {
        return text("output.txt").map(text -> text.lines().toList()).orElse(List.of());
    }

    private Optional<String> text(String file) {
        try {
            Path path = directory.resolve(file);
            return Files.exists(path) ? Optional.of(Files.readString(path)) : Optional.empty();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
