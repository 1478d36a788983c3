"""Listens on a Unix socket, asks who calls, and serves one changing call at a time."""

from __future__ import annotations

import socket
import socketserver
import struct
import sys
import threading
import time
from collections.abc import Callable, Iterable
from pathlib import Path

from . import wire
from .backend import Backend
from .ceiling import Ceiling

ASK_WITHIN_SECONDS = 10


class Daemon(socketserver.ThreadingUnixStreamServer):
    daemon_threads = False
    block_on_close = True

    def __init__(self, path: Path, backend: Backend, ceiling: Ceiling | None, uids: Iterable[int], log: Callable[[str], None]) -> None:
        path.unlink(missing_ok=True)
        super().__init__(str(path), Call)
        self.backend = backend
        self.ceiling = ceiling
        self.uids = frozenset(uids)
        self.log = log
        self.changing = threading.Lock()


class Call(socketserver.BaseRequestHandler):
    server: Daemon
    request: socket.socket

    def handle(self) -> None:
        try:
            verb, asked = self.asked()
        except (wire.Unreadable, OSError) as unreadable:
            self.say({"line": "refused", "why": f"the call cannot be read: {unreadable}"})
            return
        uid = caller(self.request)
        if uid not in self.server.uids:
            self.server.log(f"refused a call of uid {uid}")
            self.say({"line": "refused", "why": "this user may not ask the provisioner"})
        elif verb not in wire.CHANGING:
            self.serve(verb, asked)
        elif self.server.changing.acquire(blocking=False):
            try:
                self.serve(verb, asked)
            finally:
                self.server.changing.release()
        else:
            self.say({"line": "refused", "why": "another change is under way", "busy": True})

    def asked(self) -> tuple[str, wire.Line]:
        self.request.settimeout(ASK_WITHIN_SECONDS)
        with self.request.makefile("rb") as stream:
            call = wire.read_line(stream.readline(wire.LONGEST_LINE + 1))
        self.request.settimeout(None)
        verb, asked = call.get("verb"), call.get("asked")
        if verb not in wire.VERBS or not isinstance(asked, dict):
            raise wire.Unreadable('send {"verb": ' + "|".join(wire.VERBS) + ', "asked": {...}}')
        return verb, asked

    def serve(self, verb: str, asked: wire.Line) -> None:
        begun = time.monotonic()
        last: wire.Line = {}
        for last in self.answer(verb, asked):
            self.say(last)
        if verb in wire.CHANGING or last.get("line") in wire.BAD_ENDS:
            self.server.log(f"{verb} {asked}: {last} after {time.monotonic() - begun:.1f} s")

    def answer(self, verb: str, asked: wire.Line) -> Iterable[wire.Line]:
        ceiling = self.server.ceiling
        if ceiling and verb == "apply" and (refusal := ceiling.refusal(asked.get("plan"))):
            return [refusal]
        lines = self.server.backend.call(verb, asked)
        return ceiling.planned(lines) if ceiling and verb == "plan" else lines

    def say(self, line: wire.Line) -> None:
        """Whoever asked may be gone: what was begun goes on to its end all the same."""
        try:
            self.request.sendall(wire.written(line))
        except OSError:
            pass


def caller(connection: socket.socket) -> int:
    """The uid of the process at the other end (SO_PEERCRED, unix(7))."""
    _, uid, _ = struct.unpack("3i", connection.getsockopt(socket.SOL_SOCKET, socket.SO_PEERCRED, struct.calcsize("3i")))
    return uid


def log(words: str) -> None:
    print(time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime()), words, file=sys.stderr, flush=True)
