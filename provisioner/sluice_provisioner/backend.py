"""Runs the program that knows the cloud, and hands on its lines."""

from __future__ import annotations

import os
import signal
import subprocess
import threading
from collections.abc import Iterator, Mapping, Sequence

from . import wire


class Backend:
    """The program and the environment it alone gets.

    deadlines: seconds by verb, after which the program is ended.
    """

    def __init__(self, command: Sequence[str], environment: Mapping[str, str], deadlines: Mapping[str, float]) -> None:
        self._command = list(command)
        self._environment = dict(environment)
        self._deadlines = dict(deadlines)

    def call(self, verb: str, asked: wire.Line) -> Iterator[wire.Line]:
        """The program's lines up to the last; where it ends without one, a failed line says so."""
        try:
            program = subprocess.Popen(
                [*self._command, verb], stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=self._environment, start_new_session=True
            )
        except OSError as broken:
            yield wire.failed(f"the provisioner's program cannot be started: {broken.strerror}")
            return
        deadline = self._deadlines[verb]
        late = threading.Event()
        watch = threading.Timer(deadline, lambda: (late.set(), end_group(program)))
        watch.start()
        try:
            yield from lines(program, verb, asked, late, deadline)
        finally:
            watch.cancel()
            end_group(program)
            program.wait()


def lines(program: subprocess.Popen[bytes], verb: str, asked: wire.Line, late: threading.Event, deadline: float) -> Iterator[wire.Line]:
    assert program.stdin and program.stdout
    try:
        program.stdin.write(wire.written(asked))
        program.stdin.close()
    except BrokenPipeError:
        pass  # it wants no input; what it says counts
    while raw := program.stdout.readline(wire.LONGEST_LINE + 1):
        try:
            line = wire.read_line(raw)
        except wire.Unreadable as unreadable:
            yield wire.unclear(f"the provisioner's program wrote what cannot be read: {unreadable}")
            return
        yield line
        if wire.ends(verb, line):
            return
    if late.is_set():
        yield wire.unclear(f"the provisioner's program did not end within {deadline:.0f} s and was ended")
    else:
        yield wire.unclear(f"the provisioner's program ended with status {program.wait()} and said nothing; its log tells more")


def end_group(program: subprocess.Popen[bytes]) -> None:
    """The program and what it started: a Terraform that goes on by itself would change what nobody watches."""
    if program.poll() is None:
        try:
            os.killpg(program.pid, signal.SIGTERM)
        except ProcessLookupError:
            pass
