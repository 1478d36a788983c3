package org.sluice.diagnosis;

import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.sluice.slurm.SbatchOptions;
import org.springframework.web.util.UriComponentsBuilder;

/**
 * A finding as the page shows it.
 *
 * @param lines the quoted lines of the output
 * @param fields what Slurm says
 * @param samples what GPUs were read to do
 * @param fixLink where the form opens with the change; null where the job was not submitted from a form by this viewer
 * @param fixCommand how to do the same in a terminal; null when no change of options helps
 */
record FindingView(
        Finding finding,
        List<Citation.Line> lines,
        List<Citation.Field> fields,
        List<Citation.Sample> samples,
        @Nullable String fixLink,
        @Nullable String fixCommand) {

    /** @param address of the job's page, if the viewer can submit it again from its form; else null */
    static FindingView of(Finding finding, @Nullable String address) {
        Fix fix = finding.remedy();
        return new FindingView(
                finding,
                only(Citation.Line.class, finding),
                only(Citation.Field.class, finding),
                only(Citation.Sample.class, finding),
                fix == null || address == null ? null : link(address, fix.changes()),
                fix == null || fix.changes().arguments().isEmpty() ? null : command(fix.changes()));
    }

    private static <C extends Citation> List<C> only(Class<C> kind, Finding finding) {
        return finding.citations().stream()
                .filter(kind::isInstance)
                .map(kind::cast)
                .toList();
    }

    private static String link(String address, SbatchOptions changes) {
        UriComponentsBuilder link = UriComponentsBuilder.fromPath("/jobs/{id}/resubmit");
        for (SbatchOptions.Option option : SbatchOptions.Option.values()) {
            changes.value(option).ifPresent(value -> link.queryParam(option.word(), value));
        }
        return link.encode().buildAndExpand(address).toUriString();
    }

    private static String command(SbatchOptions changes) {
        return changes.arguments().stream().collect(Collectors.joining(" ", "sbatch ", " SCRIPT"));
    }
}
