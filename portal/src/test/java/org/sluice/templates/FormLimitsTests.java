package org.sluice.templates;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sluice.cluster.PartitionRecord;
import org.sluice.cluster.command.ScontrolShowPartition;
import org.sluice.slurm.SbatchOptions.Option;

class FormLimitsTests {
    private static final JobTemplate ARRAY = TemplateReader.read(Path.of("../job-templates/job-array"));
    private static final List<PartitionRecord> PARTITIONS =
            ScontrolShowPartition.parse("""
                    PartitionName=cpu
                       AllowGroups=ALL AllowAccounts=ALL AllowQos=ALL
                       Default=YES MaxNodes=UNLIMITED MaxTime=1-00:00:00 DefaultTime=NONE
                       Nodes=c1 State=UP TotalCPUs=4 TotalNodes=1

                    PartitionName=long
                       AllowGroups=ALL AllowAccounts=ALL AllowQos=ALL
                       Default=NO MaxNodes=UNLIMITED MaxTime=UNLIMITED DefaultTime=NONE
                       Nodes=c1 State=UP TotalCPUs=4 TotalNodes=1
                    """).all();

    @ParameterizedTest
    @CsvSource({
        "cpu, 1-00:00:00, true",
        "cpu, 1-00:00:01, false",
        "cpu, 0, false",
        "cpu, UNLIMITED, false",
        "'', 2-00:00:00, false",
        "'', 2h, true",
        "long, 400-00:00:00, true",
        "long, UNLIMITED, true",
        "'cpu,long', 400-00:00:00, true",
        "nosuch, 400-00:00:00, true",
    })
    void refusesATimeLimitThatNoChosenPartitionRuns(String partition, String time, boolean possible) {
        Map<String, String> errors = errors(Map.of("partition", partition, "time", time));

        assertThat(errors.isEmpty()).isEqualTo(possible);
        if (!possible) {
            assertThat(errors)
                    .containsOnly(Map.entry(
                            "time", "No partition chosen runs a job so long (cpu 1-00:00:00): ask for less."));
        }
    }

    @Test
    void leavesItToSlurmWhereAQosIsChosenOrNothingWasSeen() {
        FilledForm form = form(Map.of("time", "9-00:00:00"));

        assertThat(FormLimits.checked(form, List.of(), OptionalLong::empty).errors())
                .isEmpty();
        FilledForm withQos = new FilledForm(
                form.template(),
                form.values(),
                form.options().with(Option.QOS, "patient"),
                form.variables(),
                form.errors());
        assertThat(FormLimits.checked(withQos, PARTITIONS, OptionalLong::empty).errors())
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "0-1000, true",
        "0-1001, false",
        "1001, false",
        "'1,5,2000-3000%4', false",
        "0-999:4%2000, true",
        "0-1000:5000, true",
        "99999999999999999999999999, false",
        "'0--', true",
    })
    void refusesTasksBeyondTheClustersHighest(String array, boolean possible) {
        Map<String, String> errors = errors(Map.of("array", array));

        assertThat(errors.isEmpty()).isEqualTo(possible);
        if (!possible) {
            assertThat(errors)
                    .containsOnly(Map.entry(
                            "array", "The highest task number here is 1000 (MaxArraySize of this cluster is 1001)."));
        }
    }

    private static Map<String, String> errors(Map<String, String> given) {
        return FormLimits.checked(form(given), PARTITIONS, () -> OptionalLong.of(1000))
                .errors();
    }

    private static FilledForm form(Map<String, String> given) {
        return FilledForm.of(ARRAY, ARRAY.defaults().with(ARRAY, new HashMap<>(given)));
    }
}
