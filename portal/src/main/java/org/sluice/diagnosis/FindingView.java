package org.sluice.diagnosis;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
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

    /**
     * A piece of the directive.
     *
     * @param command whether it is one that can be copied
     */
    record Piece(String text, boolean command) {}

    /** What to do, word for word, the commands apart from the words between. */
    public List<Piece> directive() {
        List<Piece> pieces = new ArrayList<>();
        String rest = finding.directive();
        Optional<String> next = first(rest);
        while (next.isPresent()) {
            int at = rest.indexOf(next.get());
            pieces.add(new Piece(rest.substring(0, at), false));
            pieces.add(new Piece(next.get(), true));
            rest = rest.substring(at + next.get().length());
            next = first(rest);
        }
        pieces.add(new Piece(rest, false));
        return pieces.stream().filter(piece -> !piece.text().isEmpty()).toList();
    }

    private Optional<String> first(String text) {
        return finding.commands().stream().filter(text::contains).min(Comparator.comparing(text::indexOf));
    }

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
