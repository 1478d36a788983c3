package org.sluice.workers;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.commons.exec.CommandLine;
import org.apache.commons.exec.DefaultExecutor;
import org.apache.commons.exec.ExecuteWatchdog;
import org.apache.commons.exec.LogOutputStream;
import org.apache.commons.exec.PumpStreamHandler;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/**
 * The program that holds the cloud's key, run once a call: a verb, one JSON object in, lines of JSON out. The contract is
 * provisioner/README.md.
 */
@Component
class Provisioner {
    private static final Logger log = LoggerFactory.getLogger(Provisioner.class);
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final int MOST_LINES = 10_000;
    /** The program's environment: the portal's own has nothing that it needs. */
    private static final Map<String, String> ENVIRONMENT =
            Map.of("PATH", "/usr/local/bin:/usr/bin:/bin", "LC_ALL", "C.UTF-8");

    private final ProvisionerProperties properties;
    private final Clock clock;

    Provisioner(ProvisionerProperties properties, Clock clock) {
        this.properties = properties;
        this.clock = clock;
    }

    /**
     * Every machine that could be started, with its state.
     *
     * @throws ProvisionerRefused with its words
     * @throws ProvisionerSilent when it gave no answer
     * @throws ProvisionerBusy when it did nothing because it is doing something else
     */
    Machines status() {
        List<Line> lines = new ArrayList<>();
        call("status", Map.of(), properties.planWithin(), lines::add);
        return Machines.of(clock.instant(), lines);
    }

    /** What starting the machines of these nodes would mean; nothing is started. */
    StartPlan plan(Collection<String> nodes) {
        List<Line> lines = new ArrayList<>();
        Line last = call("plan", Map.of("start", nodes), properties.planWithin(), lines::add);
        return StartPlan.of(lines, last);
    }

    /** Starts what was planned, or goes on with it where an earlier call broke off. */
    void apply(String plan, Consumer<Line> progress) {
        call("apply", Map.of("plan", plan), properties.changeWithin(), progress);
    }

    /** Removes the machine of the node; one that is not there counts as removed. */
    void destroy(String node, Consumer<Line> progress) {
        call("destroy", Map.of("nodes", List.of(node)), properties.changeWithin(), progress);
    }

    private Line call(String verb, Map<String, ?> asked, Duration deadline, Consumer<Line> each) {
        Reader reader = new Reader(each);
        ExecuteWatchdog watchdog =
                ExecuteWatchdog.builder().setTimeout(deadline).get();
        DefaultExecutor executor = DefaultExecutor.builder().get();
        executor.setExitValues(null);
        executor.setWatchdog(watchdog);
        executor.setStreamHandler(new PumpStreamHandler(
                reader, new Complaints(verb), new ByteArrayInputStream(JSON.writeValueAsBytes(asked))));
        try {
            executor.execute(commandLine(verb), ENVIRONMENT);
        } catch (IOException broken) {
            throw new ProvisionerSilent("The provisioner could not be run: " + broken.getMessage(), broken);
        }
        if (watchdog.killedProcess()) {
            throw new ProvisionerSilent("The provisioner did not end within " + deadline.toSeconds() + " s.", null);
        }
        return reader.end();
    }

    private CommandLine commandLine(String verb) {
        List<String> words = properties.command();
        CommandLine line = new CommandLine(words.get(0));
        words.subList(1, words.size()).forEach(word -> line.addArgument(word, false));
        return line.addArgument(verb, false);
    }

    /** Hands on each line; keeps the last. */
    private static final class Reader extends LogOutputStream {
        private final Consumer<Line> each;
        private int lines;
        private volatile Line last = Line.read("{\"line\":\"\"}");
        private volatile String unreadable = "";

        Reader(Consumer<Line> each) {
            super(0, StandardCharsets.UTF_8);
            this.each = each;
        }

        @Override
        protected void processLine(String text, int level) {
            if (text.isBlank() || !unreadable.isEmpty() || ++lines > MOST_LINES) {
                return;
            }
            try {
                last = Line.read(text);
                each.accept(last);
            } catch (IllegalArgumentException e) {
                unreadable = String.valueOf(e.getMessage());
            }
        }

        Line end() {
            if (!unreadable.isEmpty()) {
                throw new ProvisionerSilent("The provisioner's answer could not be read: " + unreadable, null);
            }
            if (last.isBadEnd() && last.says("busy")) {
                throw new ProvisionerBusy(last.text("why"));
            }
            if (last.isBadEnd() && last.says("unclear")) {
                throw new ProvisionerSilent("The provisioner's call broke off: " + last.text("why") + ".", null);
            }
            if (last.isBadEnd()) {
                throw new ProvisionerRefused(last.text("why"));
            }
            if (!List.of("plan", "applied", "status", "destroyed").contains(last.kindOfLine())) {
                throw new ProvisionerSilent("The provisioner ended without saying what came of it.", null);
            }
            return last;
        }
    }

    /** What it says to its operator. */
    private static final class Complaints extends LogOutputStream {
        private final String verb;

        Complaints(String verb) {
            super(0, StandardCharsets.UTF_8);
            this.verb = verb;
        }

        @Override
        protected void processLine(String text, int level) {
            log.warn("The provisioner at {}: {}", verb, text);
        }
    }
}
