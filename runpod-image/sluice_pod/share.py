"""The part of the machine that is this pod's: a host's core count and memory are not."""

import os
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

# Of memory, what the pod's own programs need beside the jobs.
_RESERVED_PART = 0.05
_RESERVED_AT_LEAST = 256
_UNLIMITED = 1 << 60  # cgroup v1 writes "no limit" as a number just below 2^63


@dataclass(frozen=True)
class Share:
    """Cores, memory for jobs in MiB, and by whose word each."""

    cores: int
    memory: int
    cores_by: str
    memory_by: str


def share(environment: Mapping[str, str], root: Path = Path("/"), cores_seen: int | None = None) -> Share:
    """The strictest of what was told; `cores_seen` are those this process may run on."""
    cores = [(cores_seen or len(os.sched_getaffinity(0)), "the machine")]
    told = environment.get("RUNPOD_CPU_COUNT", "")
    if re.fullmatch(r"[1-9]\d{0,4}", told):
        cores.append((int(told), "RUNPOD_CPU_COUNT"))
    limit = _cores_of_cgroup(root)
    if limit is not None:
        cores.append((max(1, int(limit)), "its cgroup"))
    memory = [(_memory_of_machine(root), "the machine")]
    bound = _memory_of_cgroup(root)
    if bound is not None:
        memory.append((bound >> 20, "its cgroup"))
    number, cores_by = min(cores, key=lambda pair: pair[0])
    size, memory_by = min(memory, key=lambda pair: pair[0])
    return Share(number, max(1, size - max(_RESERVED_AT_LEAST, int(size * _RESERVED_PART))), cores_by, memory_by)


def _cores_of_cgroup(root: Path) -> float | None:
    words = _read(root / "sys/fs/cgroup/cpu.max").split()
    if len(words) == 2 and words[0].isdigit() and words[1].isdigit():
        return int(words[0]) / int(words[1])
    for place in ("sys/fs/cgroup/cpu", "sys/fs/cgroup/cpu,cpuacct"):
        quota, period = _read(root / place / "cpu.cfs_quota_us").strip(), _read(root / place / "cpu.cfs_period_us").strip()
        if quota.isdigit() and period.isdigit() and int(period) > 0:
            return int(quota) / int(period)
    return None


def _memory_of_cgroup(root: Path) -> int | None:
    for place in ("sys/fs/cgroup/memory.max", "sys/fs/cgroup/memory/memory.limit_in_bytes"):
        word = _read(root / place).strip()
        if word.isdigit() and 0 < int(word) < _UNLIMITED:
            return int(word)
    return None


def _memory_of_machine(root: Path) -> int:
    """MiB.

    :raises ValueError: when /proc/meminfo does not say
    """
    found = re.search(r"^MemTotal:\s+(\d+) kB$", _read(root / "proc/meminfo"), re.MULTILINE)
    if not found:
        raise ValueError("/proc/meminfo does not say how much memory there is")
    return int(found[1]) >> 10


def _read(file: Path) -> str:
    try:
        return file.read_text("ascii", "replace")
    except OSError:
        return ""
