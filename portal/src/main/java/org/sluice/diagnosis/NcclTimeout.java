package org.sluice.diagnosis;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.sluice.gpu.GpuSummary;

/** One rank waited for the others in a collective operation until NCCL's watchdog ended it. */
final class NcclTimeout implements Rule {
    private static final Wording LINE = Wording.anyOf("Watchdog caught collective operation timeout");
    private static final Wording OPERATION = Wording.of("OpType=(\\w+)", "OpType=");
    private static final Wording RAN = Wording.of("ran for (\\d{1,15}) milliseconds", " milliseconds");

    @Override
    public Optional<Finding> look(Evidence evidence) {
        if (!evidence.failed()) {
            return Optional.empty();
        }
        return evidence.first(LINE).map(line -> finding(evidence, line));
    }

    private Finding finding(Evidence evidence, Citation.Line line) {
        List<Citation> citations = new ArrayList<>(List.of(line));
        evidence.exit().ifPresent(citations::add);
        List<GpuSummary.Gpu> idle =
                evidence.gpus().gpus().stream().filter(GpuSummary.Gpu::idle).toList();
        idle.forEach(gpu -> citations.add(IdleGpus.cited(gpu)));
        Optional<String> operation = OPERATION.in(line.text()).map(found -> found.group(1));
        Optional<String> ran = RAN.in(line.text()).map(found -> found.group(1));
        boolean some = !idle.isEmpty() && idle.size() < evidence.gpus().gpus().size();
        return new Finding(
                name(),
                "The GPUs waited for each other until NCCL gave up",
                "A rank waited "
                        + ran.map(milliseconds -> Long.parseLong(milliseconds) / 1000 + " s ")
                                .orElse("")
                        + operation.map(name -> "in " + name + " ").orElse("")
                        + "for ranks that did not come, and the watchdog ended the job."
                        + (some ? " Some of its GPUs did nothing meanwhile: their ranks were stuck or gone." : ""),
                Confidence.CERTAIN,
                citations,
                "Look for the first rank that failed or hung, in the lines before this one: a crash, a data loader that waits, ranks"
                        + " that call different collectives. If all were merely slow, raise the timeout of the process group; if"
                        + " nodes do not reach each other, set NCCL_SOCKET_IFNAME.",
                null);
    }
}
