"""Plans that were told to somebody: kept by their tokens, so that what is applied is what was shown."""

from __future__ import annotations

import fcntl
import json
import os
import re
import secrets
import time
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any, Iterator

TOKEN = re.compile(r"[0-9a-f]{32}")


@dataclass
class Start:
    """One worker of a plan."""

    gpu: str
    kind: str
    price_per_hour: float | None


@dataclass
class Plan:
    """`state` is planned, begun (machines may exist), done or withdrawn; times are seconds since 1970."""

    token: str
    start: dict[str, Start]
    valid_until: float
    state: str = "planned"
    begun_at: float = 0.0
    made_at: float = field(default_factory=time.time)


# A status looks at the lock for a moment; that is not a change at work.
MOMENT_SECONDS = 1.0


class Busy(Exception):
    def __init__(self) -> None:
        super().__init__("Another start or stop of workers is at work. Try again when it has ended.")


def take(descriptor: int) -> None:
    until = time.monotonic() + MOMENT_SECONDS
    while True:
        try:
            return fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            if time.monotonic() > until:
                raise Busy() from None
            time.sleep(0.05)


class Plans:
    """A directory that one provisioner owns: plans, what is being done, and a lock."""

    def __init__(self, place: Path) -> None:
        self._place = place
        self._plans = place / "plans"
        self._plans.mkdir(mode=0o700, parents=True, exist_ok=True)

    @contextmanager
    def locked(self, doing: str, nodes: list[str]) -> Iterator[int]:
        """One changing call at a time; the lock lives as long as a process that was handed its descriptor."""
        descriptor = os.open(self._place / "lock", os.O_RDWR | os.O_CREAT, 0o600)
        try:
            take(descriptor)
            write(self._place / "doing.json", {"doing": doing, "nodes": nodes})
            try:
                yield descriptor
            finally:
                (self._place / "doing.json").unlink(missing_ok=True)
        finally:
            os.close(descriptor)

    def doing(self) -> dict[str, str]:
        """What is being done to which node by a call that is at work now; what a crash left behind is nothing."""
        descriptor = os.open(self._place / "lock", os.O_RDWR | os.O_CREAT, 0o600)
        try:
            fcntl.flock(descriptor, fcntl.LOCK_SH | fcntl.LOCK_NB)
            return {}
        except BlockingIOError:
            told = _read(self._place / "doing.json") or {}
            return {node: told["doing"] for node in told.get("nodes", [])}
        finally:
            os.close(descriptor)

    def make(self, start: dict[str, Start], seconds: float) -> Plan:
        plan = Plan(secrets.token_hex(16), start, time.time() + seconds)
        self.keep(plan)
        self._forget_old()
        return plan

    def keep(self, plan: Plan) -> None:
        write(self._plans / f"{plan.token}.json", asdict(plan))

    def find(self, token: Any) -> Plan | None:
        if not isinstance(token, str) or not TOKEN.fullmatch(token):
            return None
        told = _read(self._plans / f"{token}.json")
        if told is None:
            return None
        return Plan(**{**told, "start": {node: Start(**start) for node, start in told["start"].items()}})

    def withdraw(self, nodes: list[str]) -> None:
        """A plan that would start one of these nodes again is worth nothing any more."""
        for file in self._plans.glob("*.json"):
            plan = self.find(file.stem)
            if plan is not None and plan.state in ("planned", "begun") and set(plan.start) & set(nodes):
                plan.state = "withdrawn"
                self.keep(plan)

    def _forget_old(self) -> None:
        for file in self._plans.glob("*.json"):
            if file.stat().st_mtime < time.time() - 30 * 86400:
                file.unlink(missing_ok=True)


def write(file: Path, value: Any) -> None:
    """Whole or not at all, and on the disk before it counts."""
    new = file.with_name(file.name + ".new")
    with open(new, "w") as stream:
        json.dump(value, stream, indent=1)
        stream.flush()
        os.fsync(stream.fileno())
    os.replace(new, file)


def _read(file: Path) -> Any:
    try:
        return json.loads(file.read_text())
    except (OSError, ValueError):
        return None


def write_text(file: Path, text: str) -> None:
    """As `write`, for text."""
    new = file.with_name(file.name + ".new")
    new.write_text(text)
    os.replace(new, file)
