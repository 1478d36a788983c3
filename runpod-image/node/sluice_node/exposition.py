"""The exporter's page: Prometheus text 0.0.4, dcgm-exporter's names and labels, and who holds what beside them."""

from collections.abc import Iterable, Iterator

from .intervals import Interval
from .inventory import Inventory
from .readings import DeviceReading, Reading

SERIES = ("DCGM_FI_DEV_GPU_UTIL", "DCGM_FI_DEV_MEM_COPY_UTIL", "DCGM_FI_DEV_FB_USED", "DCGM_FI_DEV_POWER_USAGE", "DCGM_FI_DEV_GPU_TEMP",
          "DCGM_FI_DEV_SM_CLOCK", "DCGM_FI_DEV_CLOCKS_EVENT_REASONS", "DCGM_FI_PROF_GR_ENGINE_ACTIVE")
_COUNTERS = ("_VOL_TOTAL", "_AGG_TOTAL", "_REMAPPED_ROWS", "_ENERGY_CONSUMPTION", "_REPLAY_COUNTER")


def line(name: str, labels: Iterable[tuple[str, str]], value: float, stamp: str = "") -> str:
    text = ",".join(f'{key}="{escape(word)}"' for key, word in labels)
    return f"{name}{{{text}}} {number(value)}{stamp}\n"


def escape(word: str) -> str:
    return word.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")


def number(value: float) -> str:
    return str(int(value)) if value == int(value) else repr(round(value, 6))


def latest(reading: Reading, node: str, intervals: list[Interval]) -> Iterator[str]:
    """The last reading for everybody, without times; a GPU that several jobs share has a line for each."""
    held = [interval for interval in intervals if interval.end is None]
    for name in dict.fromkeys(name for device in reading.devices for name in device.values):
        kind = "counter" if name.endswith(_COUNTERS) else "gauge"
        yield f"# HELP {name} As dcgm-exporter has it.\n# TYPE {name} {kind}\n"
        for device in reading.devices:
            if name not in device.values:
                continue
            jobs = sorted({interval.job for interval in held if device.is_of(interval)}, key=int)
            for job in jobs or [""]:
                yield line(name, [*_labels(device, node), *([("hpc_job", job)] if job else [])], device.values[name])


def _labels(device: DeviceReading, node: str) -> list[tuple[str, str]]:
    instance = [("GPU_I_PROFILE", device.profile), ("GPU_I_ID", device.instance)] if device.instance else []
    return [("gpu", device.gpu), ("UUID", device.uuid), ("pci_bus_id", device.pci_bus_id), ("device", device.device), ("modelName", device.model),
            *instance, ("Hostname", node), ("DCGM_FI_DRIVER_VERSION", device.driver)]


def history(readings: list[Reading]) -> Iterator[str]:
    """Kept readings, oldest first, each line with its time in milliseconds."""
    for reading in readings:
        stamp = f" {round(reading.at * 1000)}"
        for device in reading.devices:
            instance = [("GPU_I_PROFILE", device.profile), ("GPU_I_ID", device.instance)] if device.instance else []
            labels = [("gpu", device.gpu), ("UUID", device.uuid), *instance]
            for name in SERIES:
                if name in device.values:
                    yield line(name, labels, device.values[name], stamp)


def devices(inventory: Inventory) -> Iterator[str]:
    for d in inventory.devices:
        yield line("sluice_gpu_info", [
            ("gres", d.gres), ("type", d.type), ("position", d.position), ("minor", d.minor), ("gpu", d.gpu), ("UUID", d.uuid), ("GPU_I_PROFILE", d.profile),
            ("GPU_I_ID", d.instance), ("MIG_UUID", d.mig_uuid), ("pci_bus_id", d.pci_bus_id), ("modelName", d.model), ("memory_mib", d.memory_mib)], 1)


def holds(intervals: list[Interval], shared: set[Interval]) -> Iterator[str]:
    for i in intervals:
        yield line("sluice_job_interval", [
            ("job", i.job), ("array_job", i.array_job), ("array_task", i.array_task), ("restart", i.restart), ("context", i.context), ("UUID", i.uuid),
            ("GPU_I_ID", i.instance), ("position", i.position), ("shared", str(i in shared).lower()), ("begin", f"{i.begin:.3f}"),
            ("end", "" if i.end is None else f"{i.end:.3f}"), ("end_by", i.end_by)], 1)
