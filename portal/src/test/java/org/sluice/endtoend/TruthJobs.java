package org.sluice.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.sluice.Instance;
import org.sluice.Patience;

/** The jobs of the truth test: submitted as people do it at a terminal, and what their own processes wrote down. */
final class TruthJobs {
    private static final List<String> PEOPLE = List.of("alice", "bob", "dana");
    private static final Pattern HELD = Pattern.compile("gpu-load holding (\\S+) level (\\d+) (from|until) (\\d+)");

    /** An exporter keeps a reading every 5 s; in milliseconds. */
    private static final long BETWEEN_READINGS = 7_000;

    private final Instance instance = Instance.running();
    /** Slurm's number of each submission, and of what kind it is. */
    private final Map<String, TruthJob.Kind> submitted = new LinkedHashMap<>();

    private final Set<String> requeued = new TreeSet<>();

    /** All jobs, the kinds one after the other, so that different ones run side by side. */
    void submitAll() {
        int most = Stream.of(TruthJob.Kind.values())
                .mapToInt(TruthJob.Kind::times)
                .max()
                .orElse(0);
        for (int round = 0; round < most; round++) {
            for (TruthJob.Kind kind : TruthJob.Kind.values()) {
                if (round < kind.times()) {
                    submitted.put(submit(PEOPLE.get(submitted.size() % PEOPLE.size()), kind), kind);
                }
            }
        }
    }

    private String submit(String login, TruthJob.Kind kind) {
        String work =
                "exec srun --open-mode=append --output=truth-%j-%N.txt gpu-load steady --level-from-job --seconds "
                        + seconds(kind);
        List<String> command = new ArrayList<>(List.of(
                "sbatch",
                "--parsable",
                "--job-name=truth-" + kind,
                "--chdir=" + instance.root().resolve("home").resolve(login),
                "--output=/dev/null",
                "--time=5",
                "--mem=100M",
                "--export=PATH=" + instance.root().resolve("bin") + ":/usr/bin:/bin"));
        command.addAll(kind.options());
        command.addAll(List.of("--wrap", work));
        Machine.Said said = Machine.as(login, command.toArray(String[]::new));
        assertThat(said.status()).as(said.words()).isZero();
        return said.words().strip();
    }

    /** The first run of a job that is requeued holds its GPU until then. */
    private static String seconds(TruthJob.Kind kind) {
        return kind == TruthJob.Kind.REQUEUED
                ? "$((SLURM_RESTART_COUNT > 0 ? " + kind.seconds() + " : 240))"
                : Integer.toString(kind.seconds());
    }

    /** Each has its own patience: the first ones end long before the last ones begin. */
    void awaitTheEndOfEach() {
        submitted
                .keySet()
                .forEach(
                        number -> Patience.await().until(() -> !leftInTheQueue().contains(number)));
    }

    private Set<String> leftInTheQueue() {
        Machine.Said queue = Machine.root("squeue", "--all", "--noheader", "--format=%A|%T|%r");
        assertThat(queue.status()).as(queue.words()).isZero();
        return queue.words()
                .lines()
                .map(line -> line.split("\\|", 3))
                .peek(fields -> requeueOnce(fields[0], fields[1], fields[2]))
                .map(fields -> fields[0])
                .collect(Collectors.toSet());
    }

    /** A job of that kind is put back once its GPU has surely been read, and need not wait in the queue as long as Slurm would have it. */
    private void requeueOnce(String number, String state, String reason) {
        boolean requeues = submitted.get(number) == TruthJob.Kind.REQUEUED && !requeued.contains(number);
        if (requeues && state.equals("RUNNING") && hasBeenRead(number)) {
            requeued.add(number);
            Machine.root("scontrol", "requeue", number);
        } else if (requeued.contains(number) && reason.equals("BeginTime")) {
            Machine.root("scontrol", "update", "jobid=" + number, "starttime=now");
        }
    }

    /** Every job and array task, as accounting names them. */
    List<TruthJob> ran() {
        Machine.Said said =
                Machine.root("sacct", "-anXP", "--starttime=now-1hours", "--format=jobid,jobidraw,user,state,jobname");
        assertThat(said.status()).as(said.words()).isZero();
        return said.words()
                .lines()
                .map(line -> line.split("\\|"))
                .filter(fields -> submitted.containsKey(number(fields[0])))
                .map(this::ran)
                .sorted()
                .collect(Collectors.toList());
    }

    private TruthJob ran(String[] fields) {
        assertThat(fields[3]).as("state of " + fields[4] + " " + fields[0]).isEqualTo("COMPLETED");
        TruthJob.Kind kind = submitted.get(number(fields[0]));
        String login = fields[2].substring(fields[2].indexOf('-') + 1);
        return new TruthJob(fields[0], Long.parseLong(fields[1]), login, kind, kind.gpus());
    }

    private static String number(String id) {
        return id.replaceAll("_.*", "");
    }

    /** When the job's process held its devices on the node, which it does with all of them at once, as often as it ran. */
    List<TruthBook.Window> windows(TruthJob job, String node) {
        Path file = instance.root()
                .resolve("home")
                .resolve(job.login())
                .resolve("truth-" + job.rawId() + "-" + node + ".txt");
        List<TruthBook.Window> windows = new ArrayList<>();
        try (Stream<String> lines = Files.lines(file)) {
            Optional<Long> from = Optional.empty();
            for (Matcher held : lines.map(HELD::matcher).filter(Matcher::find).toList()) {
                long at = Long.parseLong(held.group(4));
                if (held.group(3).equals("from")) {
                    from = from.or(() -> Optional.of(at));
                } else if (from.isPresent()) {
                    windows.add(new TruthBook.Window(Integer.parseInt(held.group(2)), from.get(), at));
                    from = Optional.empty();
                }
            }
            assertThat(from).as(job + " on " + node + " never let go").isEmpty();
        } catch (IOException e) {
            throw new AssertionError(job + " wrote nothing on " + node, e);
        }
        return windows;
    }

    /** Whether a process of the job wrote that it has its GPU for longer than it takes to the next reading. */
    private boolean hasBeenRead(String number) {
        return PEOPLE.stream().anyMatch(login -> {
            try (Stream<Path> files = Files.list(instance.root().resolve("home").resolve(login))) {
                return files.filter(file -> file.getFileName().toString().startsWith("truth-" + number + "-"))
                        .anyMatch(TruthJobs::hasHeldLongEnough);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    private static boolean hasHeldLongEnough(Path file) {
        try {
            Matcher held = HELD.matcher(Files.readString(file));
            return held.find() && System.currentTimeMillis() - Long.parseLong(held.group(4)) > BETWEEN_READINGS;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void cancelAll() {
        submitted.keySet().forEach(number -> Machine.root("scancel", number));
    }
}
