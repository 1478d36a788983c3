package org.sluice.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What real jobs of a real Slurm are found to have failed of or to wait for. */
class RecordedTests {
    @ParameterizedTest
    @CsvSource({
        "oom, OutOfMemory, oom",
        "oom-step, OutOfMemory, OUT_OF_MEMORY",
        "overmemorykill, OutOfMemory, exceeded memory limit",
        "overmemorykill-step, OutOfMemory, exceeded memory limit",
        "cuda-oom, CudaOutOfMemory, CUDA out of memory",
        "nccl-timeout, NcclTimeout, Watchdog caught collective operation timeout",
        "disk-full, DiskFull, No space left on device",
        "bad-interpreter, BadInterpreter, bad interpreter",
        "bad-interpreter-inside, BadInterpreter, required file not found",
        "not-executable, BadInterpreter, Permission denied",
        "command-not-found, CommandNotFound, not found",
        "no-environment-modules, CommandNotFound, not found",
        "srun-missing-program, CommandNotFound, execve()",
        "missing-module, PythonTraceback, ModuleNotFoundError",
        "python-traceback, PythonTraceback, Error",
        "output-not-writable, OutputNotWritable, 0:53",
        "segfault, EndedWithExitCode, Segmentation fault",
        "exit-3, EndedWithExitCode, 3:0",
        "timeout, TimeLimitReached, DUE TO TIME LIMIT",
        "node-fail, NodeFailed, NODE_FAIL",
        "cancelled-by-owner, Cancelled, CANCELLED by",
        "cancelled-by-operator, Cancelled, CANCELLED by",
        "launch-failed, Cancelled, CANCELLED by 0",
        "requeued-after-node-fail, NodeFailed, NODE_FAIL",
        "preempted, Preempted, PREEMPTED",
        "nodes-drained, NodeNotAvailable, ReqNodeNotAvail",
        "reserved-soon, NodeNotAvailable, ReqNodeNotAvail",
        "prolog-failed, LaunchFailed, requeued",
        "resources, WaitsForResources, Resources",
        "priority, WaitsForPriority, Priority",
        "dependency, WaitsForDependency, after",
        "dependency-never, WaitsForDependency, DependencyNeverSatisfied",
        "begin-time, WaitsForBeginTime, BeginTime",
        "held-by-user, Held, JobHeldUser",
        "held-by-admin, Held, JobHeldAdmin",
        "qos-limit, WaitsForLimit, QOS",
        "assoc-limit, WaitsForLimit, Assoc",
        "array-task-limit, WaitsForLimit, JobArrayTaskLimit",
        "partition-time-limit, PartitionLimit, PartitionTimeLimit",
        "partition-down, PartitionLimit, PartitionDown",
        "node-not-available, NodeNotAvailable, ReqNodeNotAvail",
        "reservation, NodeNotAvailable, Reservation"
    })
    void findsTheCauseAndQuotesIt(String situation, String rule, String quoted) {
        Finding first = Case.recorded(situation).findings().get(0);

        assertThat(first.rule()).isEqualTo(rule);
        assertThat(Case.quoted(first).values().stream().collect(Collectors.joining("\n")))
                .contains(quoted);
    }

    @ParameterizedTest
    @CsvSource({"oom, Out of memory", "segfault, It was killed by SIGSEGV"})
    void callsItByItsName(String situation, String title) {
        assertThat(Case.recorded(situation).findings().get(0).title()).isEqualTo(title);
    }
}
