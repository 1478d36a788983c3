package org.sluice.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FindingViewTests {
    @Test
    void commandsOfADirectiveAreApartToBeCopied() {
        Finding never = Case.waiting("DependencyNeverSatisfied")
                .dependency("afterok:4700(failed)")
                .finding();
        FindingView view = FindingView.of(never, null);

        assertThat(view.directive())
                .filteredOn(FindingView.Piece::command)
                .extracting(FindingView.Piece::text)
                .containsExactly("scancel 4711", "scontrol update JobId=4711 Dependency=");
        assertThat(words(view)).isEqualTo(never.directive());
    }

    @ParameterizedTest
    @CsvSource({
        "JobHeldUser, scontrol release 4711",
        "BeginTime, scontrol update JobId=4711 StartTime=now",
        "JobArrayTaskLimit, scontrol update JobId=4711 ArrayTaskThrottle=N",
        "PartitionDown, scontrol update JobId=4711 Partition=NAME",
        "Reservation, scontrol show reservation",
        "launch_failed_requeued_held, scontrol release 4711",
    })
    void eachCommandThatADirectiveNamesCanBeCopied(String reason, String command) {
        FindingView view = FindingView.of(Case.waiting(reason).finding(), null);

        assertThat(view.directive()).contains(new FindingView.Piece(command, true));
        assertThat(words(view)).isEqualTo(view.finding().directive());
    }

    @Test
    void aDirectiveWithoutACommandIsOnePiece() {
        FindingView view = FindingView.of(
                Case.ended("FAILED", "127:0").says(": 1: x: not found").finding(), null);

        assertThat(view.directive()).hasSize(1);
    }

    private static String words(FindingView view) {
        return view.directive().stream().map(FindingView.Piece::text).collect(Collectors.joining());
    }
}
