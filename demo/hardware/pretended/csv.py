"""The fields of `nvidia-smi --query-gpu`, in the words of a 590 driver with noheader,nounits."""

from __future__ import annotations

from collections.abc import Callable

from pretended.readings import Reading
from pretended.worker import Gpu

DRIVER = "590.48.01"
UNKNOWN = "[N/A]"
LOST = "[GPU is lost]"

Field = Callable[[Gpu, Reading], str]


def memory_copy(reading: Reading) -> int:
    """Percent of the time in which memory was read or written: here less than half of the work."""
    return round(reading.utilization * 0.45)


def _unless_mig(field: Field) -> Field:
    return lambda gpu, reading: UNKNOWN if gpu.instances else field(gpu, reading)


def _always(words: str) -> Field:
    return lambda gpu, reading: words


# known to the driver without asking the device
IDENTITY: dict[str, Field] = {
    "index": lambda gpu, reading: str(gpu.index),
    "uuid": lambda gpu, reading: gpu.uuid,
    "name": lambda gpu, reading: gpu.model.name,
    "pci.bus_id": lambda gpu, reading: gpu.bus,
    "driver_version": _always(DRIVER),
}

MEASURED: dict[str, Field] = {
    "utilization.gpu": _unless_mig(lambda gpu, reading: str(round(reading.utilization))),
    "utilization.memory": _unless_mig(lambda gpu, reading: str(memory_copy(reading))),
    "memory.total": lambda gpu, reading: str(gpu.model.memory),
    "memory.used": lambda gpu, reading: str(round(reading.memory)),
    "memory.reserved": lambda gpu, reading: str(gpu.model.reserved),
    "memory.free": lambda gpu, reading: str(max(0, gpu.model.memory - gpu.model.reserved - round(reading.memory))),
    "temperature.gpu": lambda gpu, reading: str(round(reading.temperature)),
    "temperature.memory": lambda gpu, reading: str(round(reading.temperature * 1.12)),
    "power.draw": lambda gpu, reading: f"{reading.power:.2f}",
    "power.draw.instant": lambda gpu, reading: f"{reading.power:.2f}",
    "power.limit": lambda gpu, reading: f"{gpu.model.power_limit:.2f}",
    "enforced.power.limit": lambda gpu, reading: f"{gpu.model.power_limit:.2f}",
    "clocks.current.sm": lambda gpu, reading: str(sm_clock(reading)),
    "clocks.current.memory": lambda gpu, reading: str(gpu.model.memory_clock),
    "clocks.max.sm": lambda gpu, reading: str(gpu.model.sm_clock),
    "clocks_event_reasons.active": lambda gpu, reading: f"0x{reading.clock_events:016X}",
    "pstate": _always("P0"),
    "gpu_recovery_action": _always("None"),
    "ecc.errors.corrected.volatile.total": _always("0"),
    "ecc.errors.corrected.aggregate.total": _always("0"),
    "ecc.errors.uncorrected.volatile.total": _always("0"),
    "ecc.errors.uncorrected.aggregate.total": _always("0"),
    "remapped_rows.correctable": _unless_mig(_always("0")),
    "remapped_rows.uncorrectable": _unless_mig(_always("0")),
    "remapped_rows.pending": _unless_mig(_always("No")),
    "remapped_rows.failure": _unless_mig(_always("No")),
    "pcie.link.gen.current": lambda gpu, reading: str(gpu.model.pcie_generation),
    "pcie.link.gen.max": lambda gpu, reading: str(gpu.model.pcie_generation),
    "pcie.link.width.current": _always("16"),
    "pcie.link.width.max": _always("16"),
    "mig.mode.current": lambda gpu, reading: "Enabled" if gpu.instances else "Disabled",
}

# nvidia-smi --help-query-gpu: the other name of a field
ALIASES = {
    "gpu_uuid": "uuid",
    "gpu_name": "name",
    "gpu_bus_id": "pci.bus_id",
    "clocks.sm": "clocks.current.sm",
    "clocks.mem": "clocks.current.memory",
    "clocks.current.mem": "clocks.current.memory",
    "clocks_throttle_reasons.active": "clocks_event_reasons.active",
}

# fields that the driver knows and these GPUs tell nothing of
UNTOLD = {"fan.speed", "serial"}


def sm_clock(reading: Reading) -> int:
    """In steps of 15 MHz, as the devices have them."""
    return round(reading.sm_clock / 15) * 15


def unknown_field(fields: list[str]) -> str | None:
    for field in fields:
        name = ALIASES.get(field, field)
        if name not in IDENTITY and name not in MEASURED and name not in UNTOLD:
            return field
    return None


def row(fields: list[str], gpu: Gpu, reading: Reading, lost: bool) -> str:
    return ", ".join(_value(ALIASES.get(field, field), gpu, reading, lost) for field in fields)


def _value(field: str, gpu: Gpu, reading: Reading, lost: bool) -> str:
    if field in IDENTITY:
        return IDENTITY[field](gpu, reading)
    if lost:
        return LOST
    return MEASURED[field](gpu, reading) if field in MEASURED else UNKNOWN
