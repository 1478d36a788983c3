package org.sluice.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The rules on what a real Slurm said of each failure and wait; the README beside the recordings says how they were made. */
class RecordedSituationTests {
    private static final Path RECORDINGS = Path.of("src/test/resources/diagnosis");

    @ParameterizedTest
    @CsvSource(textBlock = """
            oom,                     OutOfMemory
            oom-step,                OutOfMemory
            overmemorykill,          OutOfMemory
            overmemorykill-step,     OutOfMemory
            cuda-oom,                CudaOutOfMemory
            nccl-timeout,            NcclTimeout
            command-not-found,       CommandNotFound
            no-environment-modules,  CommandNotFound
            srun-missing-program,    CommandNotFound
            bad-interpreter,         BadInterpreter
            bad-interpreter-inside,  BadInterpreter
            not-executable,          BadInterpreter
            missing-module,          PythonTraceback
            python-traceback,        PythonTraceback
            disk-full,               DiskFull
            segfault,                EndedWithExitCode
            exit-3,                  EndedWithExitCode
            timeout,                 TimeLimitReached
            cancelled-by-owner,      Cancelled
            cancelled-by-operator,   Cancelled
            launch-failed,           Cancelled
            output-not-writable,     OutputNotWritable
            node-fail,               NodeFailed
            requeued-after-node-fail, NodeFailed
            preempted,               Preempted
            """)
    void findsWhyItFailed(String situation, String rule) throws IOException {
        assertThat(ended(situation).findings()).extracting(Finding::rule).containsExactly(rule);
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            resources,               WaitsForResources
            priority,                WaitsForPriority
            dependency,              WaitsForDependency
            dependency-never,        WaitsForDependency
            begin-time,              WaitsForBeginTime
            held-by-user,            Held
            held-by-admin,           Held
            qos-limit,               WaitsForLimit
            assoc-limit,             WaitsForLimit
            array-task-limit,        WaitsForLimit
            partition-time-limit,    PartitionLimit
            partition-down,          PartitionLimit
            node-not-available,      NodeNotAvailable
            nodes-drained,           NodeNotAvailable
            reserved-soon,           NodeNotAvailable
            reservation,             NodeNotAvailable
            prolog-failed,           LaunchFailed
            """)
    void findsWhyItWaits(String situation, String rule) throws IOException {
        assertThat(waiting(situation).findings()).extracting(Finding::rule).containsExactly(rule);
    }

    @Test
    void everyRecordingHasWhatTheReadmePromises() throws IOException {
        try (Stream<Path> situations = Files.list(RECORDINGS).filter(Files::isDirectory)) {
            assertThat(situations)
                    .isNotEmpty()
                    .allSatisfy(each -> assertThat(each)
                            .isDirectoryContaining("glob:**/scontrol.txt")
                            .isDirectoryContaining("glob:**/sacct.txt"));
        }
    }

    private static Case ended(String situation) throws IOException {
        List<String> rows = Files.readAllLines(RECORDINGS.resolve(situation).resolve("sacct.txt"));
        List<String> columns = columns(rows.get(0));
        List<String> job = columns(rows.get(1));
        String state = job.get(columns.indexOf("State"));
        Case told = Case.ended(state, job.get(columns.indexOf("ExitCode")));
        for (String row : rows.subList(2, rows.size())) {
            List<String> step = columns(row);
            String id = step.get(columns.indexOf("JobID"));
            String exit = step.get(columns.indexOf("ExitCode"));
            if (id.startsWith(job.get(columns.indexOf("JobID")) + ".")) {
                told.step(id.split("\\.", 2)[1], step.get(columns.indexOf("State")), exit.isEmpty() ? "0:0" : exit);
            }
        }
        Path output = RECORDINGS.resolve(situation).resolve("output.txt");
        if (Files.exists(output)) {
            told.says(Files.readAllLines(output).toArray(String[]::new));
        }
        return told;
    }

    private static Case waiting(String situation) throws IOException {
        String queued = Files.readAllLines(RECORDINGS.resolve(situation).resolve("squeue.txt"))
                .get(0);
        return Case.waiting(columns(queued).get(2));
    }

    private static List<String> columns(String row) {
        return List.of(row.split(Pattern.quote("|"), -1));
    }
}
