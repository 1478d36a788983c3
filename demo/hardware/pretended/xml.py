"""The answer to `nvidia-smi -q -x`: the part of it that tells what is there and how it does, in the order and words of the driver's own."""

from __future__ import annotations

import time
from collections.abc import Iterator
from xml.sax.saxutils import escape

from pretended.csv import DRIVER, LOST, memory_copy, sm_clock
from pretended.readings import GPU_IDLE, SW_POWER_CAP, Reading, Readings
from pretended.worker import Gpu, Instance, Worker

Tree = list[tuple[str, "str | Tree"]]

HEAD = '<?xml version="1.0" ?>\n<!DOCTYPE nvidia_smi_log SYSTEM "nvsmi_device_v13.dtd">'
NOT_TOLD = "N/A"


def document(worker: Worker, readings: Readings, lost: set[str]) -> str:
    gpus: Tree = [(f'gpu id="{gpu.bus}"', _lost(gpu) if gpu.device in lost else _gpu(gpu, readings)) for gpu in worker.gpus]
    log: Tree = [
        ("timestamp", time.strftime("%a %b %e %H:%M:%S %Y", time.localtime(readings.at))),
        ("driver_version", DRIVER),
        ("cuda_version", "13.1"),
        ("attached_gpus", str(len(worker.gpus))),
    ]
    return "\n".join([HEAD, *_lines([("nvidia_smi_log", log + gpus)], "")])


def _lines(tree: Tree, indent: str) -> Iterator[str]:
    for name, value in tree:
        end = name.split(" ", 1)[0]
        if isinstance(value, str):
            yield f"{indent}<{name}>{escape(value)}</{end}>"
        else:
            yield f"{indent}<{name}>"
            yield from _lines(value, indent + "\t")
            yield f"{indent}</{end}>"


def _lost(gpu: Gpu) -> Tree:
    words = LOST.strip("[]")
    return [("product_name", gpu.model.name), ("uuid", gpu.uuid), ("minor_number", str(gpu.minor)), ("fb_memory_usage", [("total", words), ("used", words)])]


def _gpu(gpu: Gpu, readings: Readings) -> Tree:
    model, reading = gpu.model, readings.gpus[gpu.device]
    mode = "Enabled" if gpu.instances else "Disabled"
    return [
        ("product_name", model.name),
        ("product_brand", "NVIDIA"),
        ("product_architecture", model.architecture),
        ("persistence_mode", "Enabled"),
        ("mig_mode", [("current_mig", mode), ("pending_mig", mode)]),
        ("mig_devices", [("mig_device", _instance(index, instance, readings)) for index, instance in enumerate(gpu.instances)] or "None"),
        ("serial", NOT_TOLD),
        ("uuid", gpu.uuid),
        ("minor_number", str(gpu.minor)),
        ("pci", [("pci_bus", gpu.bus[9:11]), ("pci_device", gpu.bus[12:14]), ("pci_domain", gpu.bus[4:8]), ("pci_bus_id", gpu.bus)]),
        ("fan_speed", NOT_TOLD),
        ("performance_state", "P0"),
        ("clocks_event_reasons", _events(reading)),
        ("fb_memory_usage", _memory(model.memory, model.reserved, reading.memory)),
        ("compute_mode", "Default"),
        ("utilization", _utilization(gpu, reading)),
        ("ecc_mode", [("current_ecc", "Enabled"), ("pending_ecc", "Enabled")]),
        ("temperature", [("gpu_temp", f"{reading.temperature:.0f} C"), ("memory_temp", f"{reading.temperature * 1.12:.0f} C")]),
        ("gpu_power_readings", [("power_state", "P0"), ("instant_power_draw", f"{reading.power:.2f} W"), ("current_power_limit", f"{model.power_limit:.2f} W")]),
        ("clocks", [("graphics_clock", f"{sm_clock(reading)} MHz"), ("sm_clock", f"{sm_clock(reading)} MHz"), ("mem_clock", f"{model.memory_clock} MHz")]),
    ]


def _instance(index: int, instance: Instance, readings: Readings) -> Tree:
    return [
        ("index", str(index)),
        ("gpu_instance_id", str(instance.gpu_instance)),
        ("compute_instance_id", str(instance.compute_instance)),
        ("device_attributes", [("shared", [("multiprocessor_count", str(instance.multiprocessors))])]),
        ("ecc_error_count", [("volatile_count", [("sram_uncorrectable", "0")])]),
        ("fb_memory_usage", _memory(instance.memory, 0, readings.instances[instance.device])),
    ]


def _memory(total: int, reserved: int, used: float) -> Tree:
    free = max(0, total - reserved - round(used))
    return [("total", f"{total} MiB"), ("reserved", f"{reserved} MiB"), ("used", f"{round(used)} MiB"), ("free", f"{free} MiB")]


def _utilization(gpu: Gpu, reading: Reading) -> Tree:
    if gpu.instances:
        return [("gpu_util", NOT_TOLD), ("memory_util", NOT_TOLD)]
    return [("gpu_util", f"{round(reading.utilization)} %"), ("memory_util", f"{memory_copy(reading)} %")]


def _events(reading: Reading) -> Tree:
    bits = (("gpu_idle", GPU_IDLE), ("sw_power_cap", SW_POWER_CAP))
    return [(f"clocks_event_reason_{name}", "Active" if reading.clock_events & bit else "Not Active") for name, bit in bits]
