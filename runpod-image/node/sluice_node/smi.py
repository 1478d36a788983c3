"""nvidia-smi's readings: which fields are asked, and what its lines say."""

import re
import subprocess
from dataclasses import dataclass

from .readings import DeviceReading

# Field of --query-gpu, its older name if it had one, and DCGM's name; units agree (%, MiB, W, C, MHz).
FIELDS: tuple[tuple[str, str, str], ...] = (
    ("utilization.gpu", "", "DCGM_FI_DEV_GPU_UTIL"),
    ("utilization.memory", "", "DCGM_FI_DEV_MEM_COPY_UTIL"),
    ("memory.used", "", "DCGM_FI_DEV_FB_USED"),
    ("memory.free", "", "DCGM_FI_DEV_FB_FREE"),
    ("memory.reserved", "", "DCGM_FI_DEV_FB_RESERVED"),
    ("memory.total", "", "DCGM_FI_DEV_FB_TOTAL"),
    ("power.draw", "", "DCGM_FI_DEV_POWER_USAGE"),
    ("enforced.power.limit", "", "DCGM_FI_DEV_ENFORCED_POWER_LIMIT"),
    ("temperature.gpu", "", "DCGM_FI_DEV_GPU_TEMP"),
    ("temperature.memory", "", "DCGM_FI_DEV_MEMORY_TEMP"),
    ("clocks.current.sm", "", "DCGM_FI_DEV_SM_CLOCK"),
    ("clocks.current.memory", "", "DCGM_FI_DEV_MEM_CLOCK"),
    ("clocks_event_reasons.active", "clocks_throttle_reasons.active", "DCGM_FI_DEV_CLOCKS_EVENT_REASONS"),
    ("ecc.errors.corrected.volatile.total", "", "DCGM_FI_DEV_ECC_SBE_VOL_TOTAL"),
    ("ecc.errors.uncorrected.volatile.total", "", "DCGM_FI_DEV_ECC_DBE_VOL_TOTAL"),
    ("ecc.errors.corrected.aggregate.total", "", "DCGM_FI_DEV_ECC_SBE_AGG_TOTAL"),
    ("ecc.errors.uncorrected.aggregate.total", "", "DCGM_FI_DEV_ECC_DBE_AGG_TOTAL"),
    ("remapped_rows.correctable", "", "DCGM_FI_DEV_CORRECTABLE_REMAPPED_ROWS"),
    ("remapped_rows.uncorrectable", "", "DCGM_FI_DEV_UNCORRECTABLE_REMAPPED_ROWS"),
    ("remapped_rows.pending", "", "DCGM_FI_DEV_ROW_REMAP_PENDING"),
    ("remapped_rows.failure", "", "DCGM_FI_DEV_ROW_REMAP_FAILURE"),
    ("pcie.link.gen.current", "", "DCGM_FI_DEV_PCIE_LINK_GEN"),
    ("pcie.link.width.current", "", "DCGM_FI_DEV_PCIE_LINK_WIDTH"),
)
IDENTITY = ("index", "uuid", "pci.bus_id", "driver_version", "name")
ASK_SECONDS = 20


class Unanswered(Exception):
    """nvidia-smi did not say what was asked; `why` is timeout, garbage, exit or missing."""

    def __init__(self, why: str, sentence: str) -> None:
        super().__init__(sentence)
        self.why = why


@dataclass(frozen=True)
class Query:
    """The fields that this nvidia-smi knows, with DCGM's name of each."""

    fields: tuple[tuple[str, str], ...]

    def arguments(self) -> list[str]:
        names = ",".join([*IDENTITY, *(field for field, _ in self.fields)])
        return [f"--query-gpu={names}", "--format=csv,noheader,nounits"]

    def read(self, line: str) -> DeviceReading | None:
        """The reading a line holds, or None when it is no such line."""
        words = [word.strip() for word in line.split(",")]
        if len(words) != len(IDENTITY) + len(self.fields):
            return None
        index, uuid, bus, driver, name = words[:len(IDENTITY)]
        if not index.isdigit() or not re.fullmatch(r"GPU-[\w-]+", uuid):
            return None
        told = ((metric, value_of(word)) for (_, metric), word in zip(self.fields, words[len(IDENTITY):]))
        return DeviceReading(index, uuid, "", "", bus, f"nvidia{index}", name, driver, {metric: value for metric, value in told if value is not None})


def value_of(word: str) -> float | None:
    """A number, with or without its unit, a hexadecimal mask, Yes or No; None for N/A and whatever else is no value."""
    if re.fullmatch(r"0x[0-9a-fA-F]{1,16}", word):
        return float(int(word, 16))
    if word in ("Yes", "No"):
        return float(word == "Yes")
    found = re.fullmatch(r"(-?\d{1,15}(?:\.\d{1,9})?)(?: ?(?:%|MiB|W|C|MHz))?", word)
    return float(found[1]) if found else None


def negotiate(program: str) -> Query:
    """Asks once, and without each field that this nvidia-smi refuses.

    :raises Unanswered: when it does not answer for another reason
    """
    fields = [(field, metric) for field, _, metric in FIELDS]
    older = {field: old for field, old, _ in FIELDS if old}
    while True:
        query = Query(tuple(fields))
        status, text = ask(program, *query.arguments())
        refused = re.search(r'Field "([^"]+)" is not a valid field to query', text)
        if refused is None and status == 0:
            return query
        place = next((n for n, (field, _) in enumerate(fields) if refused and field == refused[1]), None)
        if place is None:
            raise Unanswered("exit", f"nvidia-smi ended with {status}: {text.strip()[:200]}")
        field, metric = fields.pop(place)
        if field in older:
            fields.insert(place, (older[field], metric))


def ask(program: str, *arguments: str) -> tuple[int, str]:
    """Exit status and output of one short question.

    :raises Unanswered: when the program is missing or does not end in time
    """
    try:
        answer = subprocess.run([program, *arguments], stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, timeout=ASK_SECONDS, check=False)
    except subprocess.TimeoutExpired as slow:
        raise Unanswered("timeout", f"{program} did not answer within {ASK_SECONDS} s") from slow
    except OSError as failed:
        raise Unanswered("missing", f"{program} cannot be run: {failed}") from failed
    return answer.returncode, answer.stdout.decode("utf-8", "replace")
