"""What GPUs a worker has: devices in the order of their PCI addresses, and the places Slurm gives out."""

from __future__ import annotations

import json
import os
import re
import socket
from dataclasses import dataclass
from pathlib import Path


class NoHardware(Exception):
    """This machine is no worker of the demo, or one without GPUs."""


@dataclass(frozen=True, slots=True)
class Model:
    """Memory in MiB, power in W, temperature in °C, clocks in MHz; `context` is what a process holds before it stores anything."""

    name: str
    architecture: str
    memory: int
    reserved: int
    context: int
    power_idle: float
    power_limit: float
    temperature_idle: float
    temperature_full: float
    sm_clock_idle: int
    sm_clock: int
    memory_clock: int
    pcie_generation: int


MODELS = {
    "a100": Model("NVIDIA A100-SXM4-80GB", "Ampere", 81920, 869, 420, 62, 400, 29, 68, 210, 1410, 1593, 4),
    "h100": Model("NVIDIA H100 80GB HBM3", "Hopper", 81559, 479, 520, 71, 700, 27, 66, 345, 1980, 2619, 5),
}

# MiB and multiprocessors of each profile on an A100-SXM4-80GB (NVIDIA's MIG user guide; `nvidia-smi mig -lgip`)
PROFILES = {"1g.10gb": (9728, 14), "2g.20gb": (19968, 28), "3g.40gb": (40192, 42)}


@dataclass(frozen=True, slots=True)
class Instance:
    """A MIG instance: a part of a GPU with memory (MiB) and multiprocessors of its own."""

    profile: str
    gpu_instance: int
    compute_instance: int
    uuid: str

    @property
    def memory(self) -> int:
        return PROFILES[self.profile][0]

    @property
    def multiprocessors(self) -> int:
        return PROFILES[self.profile][1]

    @property
    def capability(self) -> int:
        """Number of the file that opens the instance: nine for each of the first GPU's instances, from 3 on (/proc/driver/nvidia-caps/mig-minors)."""
        return 3 + 9 * self.gpu_instance

    @property
    def device(self) -> str:
        return f"nvidia-cap{self.capability}"


@dataclass(frozen=True, slots=True)
class Gpu:
    """`index` is nvidia-smi's, by PCI address; `minor` is the device file's number. They need not agree."""

    index: int
    minor: int
    uuid: str
    bus: str
    model: Model
    instances: tuple[Instance, ...]

    @property
    def device(self) -> str:
        return f"nvidia{self.minor}"


@dataclass(frozen=True, slots=True)
class Gres:
    """A line of gres.conf: device files below /dev, and of how many parts they are (0: one thing, which has no count)."""

    name: str
    type: str
    count: int
    files: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Worker:
    """The order of `gres` is the order of the lines in gres.conf."""

    gpus: tuple[Gpu, ...]
    gres: tuple[Gres, ...]


def read_worker(file: Path) -> Worker:
    try:
        said = json.loads(file.read_text())
    except FileNotFoundError:
        raise NoHardware(f"no GPUs are pretended here: {file} is not there") from None
    model = MODELS[said["model"]]
    gpus = tuple(
        Gpu(index, gpu["minor"], gpu["uuid"], gpu["bus"], model, tuple(Instance(**instance) for instance in gpu.get("instances", [])))
        for index, gpu in enumerate(said["gpus"])
    )
    gres = tuple(Gres(entry["name"], entry.get("type", ""), entry.get("count", 0), tuple(entry["files"])) for entry in said["gres"])
    return Worker(gpus, gres)


def state_directory() -> Path:
    """Where this worker's description, levers and last readings are; PRETENDED_GPUS leads to another."""
    named = os.environ.get("PRETENDED_GPUS")
    if named:
        return Path(named)
    node = os.environ.get("SLURMD_NODENAME") or socket.gethostname()
    if not re.fullmatch(r"[a-z0-9][a-z0-9-]*", node):
        raise NoHardware(f"{node!r} is no name of a worker")
    return Path(__file__).resolve().parents[2] / "nodes" / node / "hardware"


def device_directory(state: Path) -> Path:
    """/dev, or the directory that stands in for it where a worker has no /dev of its own."""
    own = state / "dev"
    return own if own.is_dir() else Path("/dev")
