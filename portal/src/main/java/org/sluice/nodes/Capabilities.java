package org.sluice.nodes;

import jakarta.annotation.PreDestroy;
import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.sluice.cluster.NodeRecord;
import org.sluice.remote.ExporterSilent;
import org.sluice.remote.Exporters;
import org.sluice.slurm.NodeState.Flag;
import org.sluice.web.DaemonThreads;
import org.sluice.web.OwnThread;
import org.springframework.context.annotation.Bean;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.ObjectMapper;

/** Asks the exporter of each node once a minute what the node can keep of Slurm's promises. */
@Component
class Capabilities {
    private static final String THREAD = "node-capabilities-thread";
    private static final Duration EVERY = Duration.ofMinutes(1);
    private static final int ASKERS = 4;

    /** As sluice-capabilities writes it. */
    private record Page(int version, Map<String, String> capabilities) {}

    private final Nodes nodes;
    private final Exporters exporters;
    private final ObjectMapper json;
    private final Clock clock;
    private final Map<String, ReportedCapabilities> told = new ConcurrentHashMap<>();
    private final Set<String> underWay = ConcurrentHashMap.newKeySet();
    private final ExecutorService askers = Executors.newFixedThreadPool(ASKERS, DaemonThreads.named("capabilities"));

    Capabilities(Nodes nodes, Exporters exporters, ObjectMapper json, Clock clock) {
        this.nodes = nodes;
        this.exporters = exporters;
        this.json = json;
        this.clock = clock;
    }

    /** What is known of every node of the latest snapshot that has a machine, in Slurm's order. */
    Collection<ReportedCapabilities> all() {
        return there().stream()
                .map(node -> told.getOrDefault(
                        node.name(),
                        ReportedCapabilities.silent(node.name(), clock.instant(), "It has not been asked yet.")))
                .toList();
    }

    @Bean(THREAD)
    static OwnThread thread() {
        return new OwnThread(THREAD);
    }

    @Scheduled(scheduler = THREAD, fixedDelay = 2000)
    void turn() {
        if (!exporters.areReachable()) {
            return;
        }
        Instant now = clock.instant();
        Collection<NodeRecord> here = there();
        here.stream().filter(node -> isDue(node, now)).forEach(this::start);
        told.keySet().retainAll(here.stream().map(NodeRecord::name).collect(Collectors.toSet()));
    }

    /** A powered-down node has no machine that could say anything. */
    private Collection<NodeRecord> there() {
        return nodes.all().stream()
                .filter(node -> !node.state().has(Flag.POWERED_DOWN))
                .toList();
    }

    private boolean isDue(NodeRecord node, Instant now) {
        ReportedCapabilities last = told.get(node.name());
        return last == null || !last.at().plus(EVERY).isAfter(now);
    }

    private void start(NodeRecord node) {
        if (!underWay.add(node.name())) {
            return;
        }
        try {
            askers.execute(() -> ask(node));
        } catch (RejectedExecutionException stopping) {
            underWay.remove(node.name());
        }
    }

    private void ask(NodeRecord node) {
        try {
            told.put(node.name(), answer(node));
        } finally {
            underWay.remove(node.name());
        }
    }

    private ReportedCapabilities answer(NodeRecord node) {
        try {
            Map<String, String> said = exporters.read(node, "/capabilities", this::read);
            return ReportedCapabilities.of(node.name(), clock.instant(), said);
        } catch (ExporterSilent silent) {
            return ReportedCapabilities.silent(node.name(), clock.instant(), silent.getMessage());
        }
    }

    /** An answer that is no such page counts as empty. */
    private Map<String, String> read(InputStream body) throws IOException {
        try {
            @Nullable Page page = json.readValue(body, Page.class);
            return page == null || page.version() != 1 || page.capabilities() == null ? Map.of() : page.capabilities();
        } catch (JacksonException garbage) {
            return Map.of();
        }
    }

    @PreDestroy
    void stop() {
        askers.shutdownNow();
    }
}
