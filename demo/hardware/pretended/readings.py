"""What a driver would measure: the load of the moment, and power, temperature and clocks that follow it with inertia."""

from __future__ import annotations

import json
import math
import os
import tempfile
import time
from dataclasses import asdict, dataclass
from pathlib import Path

from pretended.processes import Load, loads
from pretended.worker import Gpu, Model, Worker

# how long a value takes for about two thirds of its way, in seconds
POWER_INERTIA, TEMPERATURE_INERTIA, CLOCK_INERTIA = 0.6, 20.0, 0.4
# at full load an A100 and an H100 would take a little more than their limit lets them
THIRST = 1.05
# bits of clocks_event_reasons.active (nvml.h: nvmlClocksEventReason...)
GPU_IDLE, SW_POWER_CAP = 0x1, 0x4
# what another user's process does cannot be seen in /proc: then the last readings that root took count, while they are this fresh
FRESH = 5.0


@dataclass(frozen=True, slots=True)
class Reading:
    """Utilisation in percent, memory in MiB, power in W, temperature in °C, clock in MHz."""

    utilization: float
    memory: float
    power: float
    temperature: float
    sm_clock: float
    clock_events: int


@dataclass(frozen=True, slots=True)
class Readings:
    """At a moment (epoch seconds), by the device's name; MIG instances have only their memory (MiB)."""

    at: float
    gpus: dict[str, Reading]
    instances: dict[str, float]


class Sensors:
    def __init__(self, worker: Worker, state: Path, devices: Path) -> None:
        self._worker = worker
        self._devices = devices
        self._file = state / "readings.json"
        self._names = {gpu.device for gpu in worker.gpus} | {instance.device for gpu in worker.gpus for instance in gpu.instances}

    def read(self) -> Readings:
        now = time.time()
        last = self._last()
        if os.geteuid() != 0 and last and now - last.at < FRESH:
            return last
        found = loads(self._devices, self._names)
        instances = {instance.device: _memory(found[instance.device], gpu.model, instance.memory) for gpu in self._worker.gpus for instance in gpu.instances}
        gpus = {gpu.device: _follow(gpu, _of(gpu, found, instances), last, now) for gpu in self._worker.gpus}
        readings = Readings(now, gpus, instances)
        if os.geteuid() == 0:
            self._keep(readings)
        return readings

    def _last(self) -> Readings | None:
        try:
            said = json.loads(self._file.read_text())
            return Readings(said["at"], {name: Reading(**reading) for name, reading in said["gpus"].items()}, said["instances"])
        except (FileNotFoundError, ValueError, KeyError, TypeError):
            return None

    def _keep(self, readings: Readings) -> None:
        said = {"at": readings.at, "gpus": {name: asdict(reading) for name, reading in readings.gpus.items()}, "instances": readings.instances}
        handle, name = tempfile.mkstemp(prefix=".readings", dir=self._file.parent)
        with os.fdopen(handle, "w") as file:
            json.dump(said, file)
            os.fchmod(file.fileno(), 0o644)
        os.replace(name, self._file)


def _memory(load: Load, model: Model, total: int) -> float:
    return min(total, load.memory + load.quiet * model.context)


def _of(gpu: Gpu, found: dict[str, Load], instances: dict[str, float]) -> Load:
    """The GPU's own load; with MIG that of its instances, each by its share of the multiprocessors."""
    if not gpu.instances:
        load = found[gpu.device]
        return Load(min(100, load.utilization), _memory(load, gpu.model, gpu.model.memory), 0, load.held)
    parts = [(found[instance.device], instance.multiprocessors) for instance in gpu.instances]
    whole = sum(share for _, share in parts)
    utilization = sum(min(100, load.utilization) * share / whole for load, share in parts)
    return Load(utilization, sum(instances[instance.device] for instance in gpu.instances), 0, any(load.held for load, _ in parts))


def _follow(gpu: Gpu, load: Load, last: Readings | None, now: float) -> Reading:
    model = gpu.model
    wanted = model.power_idle + (THIRST * model.power_limit - model.power_idle) * load.utilization / 100
    power = min(wanted, model.power_limit)
    clock = float(model.sm_clock if load.held else model.sm_clock_idle)
    events = 0 if load.held else GPU_IDLE
    if wanted > model.power_limit:
        clock *= model.power_limit / wanted
        events |= SW_POWER_CAP
    warmth = (power - model.power_idle) / (model.power_limit - model.power_idle)
    temperature = model.temperature_idle + (model.temperature_full - model.temperature_idle) * warmth
    before = last.gpus.get(gpu.device) if last else None
    if last and before:
        passed = max(0.0, now - last.at)
        power = _toward(before.power, power, passed, POWER_INERTIA)
        temperature = _toward(before.temperature, temperature, passed, TEMPERATURE_INERTIA)
        clock = _toward(before.sm_clock, clock, passed, CLOCK_INERTIA)
    return Reading(load.utilization, load.memory, power, temperature, clock, events)


def _toward(value: float, target: float, passed: float, inertia: float) -> float:
    return target + (value - target) * math.exp(-passed / inertia)
