"""The devices that Slurm gave to a job on this worker."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

from pretended.worker import Gpu, Gres, Instance, Worker


class NotGiven(Exception):
    """The job has no GPU here, or one that the worker does not have."""


@dataclass(frozen=True, slots=True)
class Given:
    """A GPU or a MIG instance by its file, with its memory in MiB."""

    name: str
    file: Path
    memory: int


def places_of_job() -> list[str]:
    """CUDA_VISIBLE_DEVICES as Slurm fills it where it does not constrain devices: places in gres.conf, not minors and not CUDA's own order."""
    named = os.environ.get("CUDA_VISIBLE_DEVICES", "")
    if named in ("", "NoDevFiles", "-1"):
        raise NotGiven("no GPU was given to this job: ask for one, for example with --gpus-per-node=1, --gpus-per-node=1g.10gb:1 or --gres=shard:1")
    return named.split(",")


def given(places: list[str], worker: Worker, devices: Path) -> list[Given]:
    lines = [gres for gres in worker.gres if gres.name == "gpu"]
    return [_device(place, lines, worker, devices) for place in places]


def _device(place: str, lines: list[Gres], worker: Worker, devices: Path) -> Given:
    if not place.isdigit() or int(place) >= len(lines):
        raise NotGiven(f"CUDA_VISIBLE_DEVICES names {place!r}; this worker has the places 0 to {len(lines) - 1}")
    file = devices / lines[int(place)].files[0]
    return Given(file.name, file, _part(file.name, worker))


def _part(name: str, worker: Worker) -> int:
    parts: list[tuple[str, Gpu | Instance]] = [(gpu.device, gpu) for gpu in worker.gpus]
    parts += [(instance.device, instance) for gpu in worker.gpus for instance in gpu.instances]
    for device, part in parts:
        if device == name:
            return part.memory if isinstance(part, Instance) else part.model.memory
    raise NotGiven(f"the worker has no device {name}")
