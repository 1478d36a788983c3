"""How a training fails on a GPU without room: PyTorch's error, with the numbers of the device that the job really has."""

from __future__ import annotations

from pretended.behaviour import Percent
from pretended.given import Given

MIB_OF_A_GIB = 1024


class OutOfMemoryError(RuntimeError):
    """Its traceback ends as PyTorch's does."""

    __module__ = "torch"


def forward(device: Given, percent: Percent) -> None:
    """The next layer of the model, for which the memory in use leaves no room."""
    free = device.memory * (1 - percent.memory / 100) / MIB_OF_A_GIB
    allocate(device.memory / MIB_OF_A_GIB, free, max(2.0, free + 1))


def allocate(capacity: float, free: float, wanted: float) -> None:
    """All in GiB."""
    raise OutOfMemoryError(
        f"CUDA out of memory. Tried to allocate {wanted:.2f} GiB. GPU 0 has a total capacity of {capacity:.2f} GiB of which {free:.2f} GiB is free. "
        f"This process has {capacity - free:.2f} GiB memory in use."
    )
