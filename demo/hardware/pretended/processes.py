"""What the processes of this worker do with its devices: who holds one, and the level that very process publishes."""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from pathlib import Path

PUBLISHED = "pretended-gpu:"


@dataclass(frozen=True, slots=True)
class Level:
    """Of one process on one device: utilisation in percent, memory in MiB."""

    utilization: float
    memory: float


@dataclass(slots=True)
class Load:
    """Of all processes on one device. `quiet` counts those that hold it and publish nothing: each has a context's memory."""

    utilization: float = 0
    memory: float = 0
    quiet: int = 0
    held: bool = False

    def add(self, level: Level) -> None:
        self.utilization += level.utilization
        self.memory += level.memory
        self.held = True


@dataclass(slots=True)
class Holding:
    """What one process holds: devices it has open, and levels it publishes, each by the device's name."""

    opened: set[str] = field(default_factory=set)
    published: dict[str, Level] = field(default_factory=dict)


class Publication:
    """The level of this process on one device: an unlinked file in memory that others find in /proc, and that ends with the process."""

    def __init__(self, device: str) -> None:
        self._memory = os.memfd_create(PUBLISHED + device)

    def publish(self, level: Level) -> None:
        # one write of one length, so that nobody reads half of it
        os.pwrite(self._memory, f"{level.utilization:8.3f} {level.memory:10.1f}\n".encode(), 0)

    def end(self) -> None:
        os.close(self._memory)


def loads(devices: Path, names: set[str], processes: Path = Path("/proc")) -> dict[str, Load]:
    """The load of each named device, as far as this user may see."""
    found = {name: Load() for name in names}
    paths = {f"{devices}/{file}": file.rsplit("/", 1)[-1] for file in _files(devices, names)}
    seen: set[int] = set()
    for process in os.listdir(processes):
        if not process.isdigit():
            continue
        holding = _holding(f"{processes}/{process}/fd", paths, seen)
        # devices of other workers, in other directories, have the same names
        for name in holding.opened & holding.published.keys():
            found[name].add(holding.published[name])
        for name in holding.opened - holding.published.keys():
            found[name].quiet += 1
            found[name].held = True
    return found


def _files(devices: Path, names: set[str]) -> list[str]:
    return [f"nvidia-caps/{name}" if name.startswith("nvidia-cap") else name for name in names]


def _holding(descriptors: str, paths: dict[str, str], seen: set[int]) -> Holding:
    """Nothing of a process that ended, or belongs to somebody else. A level that processes share by fork counts once."""
    holding = Holding()
    memory = f"/memfd:{PUBLISHED}"
    try:
        for descriptor in os.listdir(descriptors):
            target = os.readlink(f"{descriptors}/{descriptor}")
            if target in paths:
                holding.opened.add(paths[target])
            elif target.startswith(memory):
                name = target.removeprefix(memory).removesuffix(" (deleted)")
                holding.published[name] = _level(f"{descriptors}/{descriptor}", seen)
    except OSError:
        return Holding()
    return holding


def _level(file: str, seen: set[int]) -> Level:
    with open(file, "rb") as memory:
        inode = os.fstat(memory.fileno()).st_ino
        words = memory.read(64).split()
    if inode in seen or len(words) != 2:
        return Level(0, 0)
    seen.add(inode)
    return Level(float(words[0]), float(words[1]))
