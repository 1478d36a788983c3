package org.sluice.files;

import java.util.List;
import java.util.Optional;
import org.sluice.jobs.Job;
import org.sluice.slurm.HostList;
import org.sluice.slurm.JobId;
import org.sluice.slurm.UnreadableWord;

/**
 * What the batch script's file is really called where scontrol shows a pattern (sbatch(1), "filename pattern"). scontrol of 22.05
 * fills in %A, %a, %j, %u and %x where they have no width; the rest is slurmstepd's, as seen on a real cluster: {@code %J} is
 * the number alone, {@code %s} is batch, {@code %n} and {@code %t} are 0, {@code %N} is the first node, a width over 10 counts as
 * 10, and a backslash is left out and turns all of it off. {@code %b} stays: scontrol fills it in wherever slurmstepd knows it.
 */
final class FileNamePattern {
    private static final int WIDEST = 10;
    /** What Slurm writes for the task of a job that is no array. */
    private static final long NO_TASK = 4_294_967_294L;

    private final Job job;
    private final String told;
    private final StringBuilder name = new StringBuilder();
    private boolean known = true;

    private FileNamePattern(Job job, String told) {
        this.job = job;
        this.told = told;
    }

    /**
     * The names the file can have, the likeliest first: scontrol of 24.11 has turned %% into % already, so that what it shows may
     * be the name itself. None while the name depends on a node the job has not been given.
     */
    static List<String> names(Job job, String told) {
        if (told.indexOf('\\') >= 0) {
            return List.of(told.replace("\\", ""));
        }
        return new FileNamePattern(job, told)
                .resolved()
                .map(name -> name.equals(told) ? List.of(name) : List.of(name, told))
                .orElse(List.of());
    }

    private Optional<String> resolved() {
        int at = 0;
        while (at < told.length()) {
            at = told.charAt(at) == '%' ? pattern(at) : plain(at);
        }
        return known ? Optional.of(name.toString()) : Optional.empty();
    }

    private int plain(int at) {
        name.append(told.charAt(at));
        return at + 1;
    }

    /** Writes what stands for the pattern that begins here; what is none stands for itself, without its width. */
    private int pattern(int at) {
        int letter = at + 1;
        int width = 0;
        while (letter < told.length() && told.charAt(letter) >= '0' && told.charAt(letter) <= '9') {
            width = Math.min(WIDEST, 10 * width + told.charAt(letter) - '0');
            letter++;
        }
        if (letter == told.length()) {
            name.append('%');
            return letter;
        }
        name.append(filledIn(told.charAt(letter), width));
        return letter + 1;
    }

    private String filledIn(char letter, int width) {
        return switch (letter) {
            case '%' -> "%";
            case 'A' -> padded(job.id().isArray() ? job.id().number() : job.rawId(), width);
            case 'a' -> padded(job.id().kind() == JobId.Kind.TASK ? job.id().index() : NO_TASK, width);
            case 'j', 'J' -> padded(job.rawId(), width);
            case 'n', 't' -> padded(0, width);
            case 's' -> "batch";
            case 'u' -> job.owner();
            case 'x' -> job.name();
            case 'N' -> firstNode();
            default -> "%" + letter;
        };
    }

    private static String padded(long number, int width) {
        String digits = Long.toString(number);
        return "0".repeat(Math.max(0, width - digits.length())) + digits;
    }

    private String firstNode() {
        try {
            List<String> nodes = HostList.expand(job.nodeList());
            if (!nodes.isEmpty()) {
                return nodes.get(0);
            }
        } catch (UnreadableWord odd) {
            // without its node the name is not known
        }
        known = false;
        return "";
    }
}
