"""Who held which GPU of this node, from when to when: the log that sluice-hold writes, read."""

import os
from dataclasses import dataclass, replace
from pathlib import Path

from .inventory import Inventory

KEPT_SECONDS = 600


@dataclass(frozen=True)
class Interval:
    """One job's hold of one GPU or MIG instance; times are epoch seconds, `end` is None while it lasts."""

    job: str
    array_job: str
    array_task: str
    restart: str
    context: str
    position: str
    uuid: str
    instance: str
    begin: float
    end: float | None = None
    end_by: str = ""

    @property
    def device(self) -> tuple[str, str]:
        return self.uuid, self.instance

    def overlaps(self, other: "Interval") -> bool:
        return (self.end is None or other.begin < self.end) and (other.end is None or self.begin < other.end)


def read_intervals(text: str, inventory: Inventory) -> list[Interval]:
    """The intervals a log tells, oldest first; a line that cannot be read, as a full disk leaves it, counts for nothing.

    `end` is the epilog's and closes all that the job holds: its restart count may already be the next run's, as Slurm
    22.05 tells it. `lost` closes what a restart of the node left open. A begin of what is already open closes it first.
    """
    done: list[Interval] = []
    opened: dict[tuple[str, str], Interval] = {}
    for line in text.splitlines():
        record = _record(line)
        if record is None:
            continue
        what, at, values = record
        job = values.get("job", "")
        if what == "begin":
            for interval in _held(values, at, inventory):
                before = opened.pop((job, interval.position), None)
                if before is not None:
                    done.append(replace(before, end=at, end_by="node-restart"))
                opened[job, interval.position] = interval
        else:
            for key in [key for key in opened if key[0] == job]:
                by = "epilog" if what == "end" else "node-restart"
                interval = opened.pop(key)
                done.append(replace(interval, end=max(at, interval.begin), end_by=by))
    return sorted([*done, *opened.values()], key=lambda interval: interval.begin)


def _record(line: str) -> tuple[str, float, dict[str, str]] | None:
    words = line.split()
    if len(words) != 8 or words[0] not in ("begin", "end", "lost"):
        return None
    try:
        at = float(words[1])
    except ValueError:
        return None
    values = dict(word.split("=", 1) for word in words[2:] if "=" in word)
    return (words[0], at, values) if values.get("job", "").isdigit() and "held" in values else None


def _held(values: dict[str, str], at: float, inventory: Inventory) -> list[Interval]:
    held = []
    for device in filter(None, values["held"].split(",")):
        position, uuid, instance = (device.split(":") + ["", ""])[:3]
        known = inventory.at(position)
        if not uuid and known is not None:
            uuid, instance = known.uuid, known.instance
        held.append(Interval(values["job"], values.get("array_job", ""), values.get("array_task", ""), values.get("restart", ""),
                             values.get("context", ""), position, uuid, instance, at))
    return held


class IntervalLog:
    """The log on disk, read again whenever it or the inventory changed."""

    def __init__(self, state: Path) -> None:
        self._file = state / "intervals.log"
        self._seen: tuple[object, ...] = ()
        self._intervals: list[Interval] = []

    def intervals(self, inventory: Inventory) -> list[Interval]:
        try:
            status = os.stat(self._file)
            seen = (status.st_mtime_ns, status.st_size, status.st_ino, inventory)
            if seen != self._seen:
                self._intervals = read_intervals(self._file.read_text("ascii", "replace"), inventory)
                self._seen = seen
        except FileNotFoundError:
            self._intervals, self._seen = [], ()
        except OSError:
            pass  # what was read before still counts
        return self._intervals
