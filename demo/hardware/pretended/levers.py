"""Outages to try: a file in the worker's hardware directory makes the driver behave as a broken one."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Levers:
    state: Path

    @property
    def hangs(self) -> bool:
        return (self.state / "hang").exists()

    @property
    def garbles(self) -> bool:
        return (self.state / "garbage").exists()

    @property
    def fails(self) -> bool:
        return (self.state / "fail").exists()

    def lost(self) -> set[str]:
        """Names of the devices that fell off the bus: the words of the file `lost`, such as nvidia2."""
        try:
            return set((self.state / "lost").read_text().split())
        except FileNotFoundError:
            return set()
