"""What the GPUs of a node did at a moment, and the moments that are kept."""

import threading
from collections import deque
from dataclasses import dataclass

from .intervals import KEPT_SECONDS, Interval

STEP_SECONDS = 5.0
BEGIN_SECONDS = 10.0
END_SECONDS = 2.0
MOST_READINGS = 900


@dataclass(frozen=True)
class DeviceReading:
    """One GPU's or MIG instance's values by DCGM's metric name, in DCGM's units; what was not told is not in it."""

    gpu: str
    uuid: str
    profile: str
    instance: str
    pci_bus_id: str
    device: str
    model: str
    driver: str
    values: dict[str, float]

    def is_of(self, interval: Interval) -> bool:
        return interval.device == (self.uuid, self.instance)


@dataclass(frozen=True)
class Reading:
    """All devices of the node at one moment, in epoch seconds."""

    at: float
    devices: tuple[DeviceReading, ...]


Devices = frozenset[tuple[str, str]]


class Readings:
    """Ten minutes of readings: one every five seconds, and every one while a job begins or has just ended.

    Which ones those are is decided when somebody asks, because a job that began this second is in the log already.
    """

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._all: deque[tuple[Reading, bool]] = deque(maxlen=MOST_READINGS)
        self._last_steps: dict[Devices, float] = {}
        self._latest: dict[Devices, Reading] = {}

    def add(self, reading: Reading) -> None:
        """Whole GPUs and MIG instances are read apart: each has steps of its own."""
        devices = frozenset((device.uuid, device.instance) for device in reading.devices)
        with self._lock:
            step = not 0 <= reading.at - self._last_steps.get(devices, 0.0) < STEP_SECONDS - 0.5
            if step:
                self._last_steps[devices] = reading.at
            self._latest[devices] = reading
            self._all.append((reading, step))

    def latest(self) -> Reading | None:
        """What was read last of all devices, at the moment of the newest; what is much older than that is left out."""
        with self._lock:
            newest = max((reading.at for reading in self._latest.values()), default=0.0)
            recent = [reading for reading in self._latest.values() if reading.at > newest - 2 * STEP_SECONDS]
        devices = {(device.uuid, device.instance): device for reading in sorted(recent, key=lambda r: r.at) for device in reading.devices}
        return Reading(newest, tuple(devices.values())) if devices else None

    def later_than(self, moment: float, intervals: list[Interval]) -> list[Reading]:
        with self._lock:
            return [reading for reading, step in self._all if reading.at > moment and (step or near(reading.at, intervals))]

    def forget(self, now: float, intervals: list[Interval]) -> None:
        """Lets go of what is too old, and of what no job's begin or end asks to keep."""
        with self._lock:
            kept = [(reading, step) for reading, step in self._all
                    if reading.at > now - KEPT_SECONDS and (step or reading.at > now - 2 * BEGIN_SECONDS or near(reading.at, intervals))]
            self._all = deque(kept, maxlen=MOST_READINGS)


def near(at: float, intervals: list[Interval]) -> bool:
    """Whether a job began or ended so close to that moment that every reading is kept."""
    return any(interval.begin <= at <= interval.begin + BEGIN_SECONDS and (interval.end is None or at <= interval.end + END_SECONDS)
               or interval.end is not None and interval.end <= at <= interval.end + END_SECONDS for interval in intervals)
