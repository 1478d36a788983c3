"""Whether the GPUs that the inventory names are still there, by nvidia-smi's own list."""

import re
from dataclasses import dataclass


@dataclass(frozen=True)
class Gpus:
    """UUIDs that were listed, or None and why there is no list."""

    listed: frozenset[str] | None
    why: str = ""


def answered(status: int, text: str) -> Gpus:
    """What `nvidia-smi -L` said."""
    listed = frozenset(re.findall(r"^GPU \d+: .*\(UUID: (GPU-[\w-]+)\)", text, re.MULTILINE))
    if status != 0:
        return Gpus(None, f"nvidia-smi ended with {status}: {text.strip().splitlines()[0][:120] if text.strip() else 'without a word'}")
    return Gpus(listed)


def missing(known: set[str], told: Gpus) -> str:
    """A sentence for Slurm's reason; empty when all that are known are there."""
    if told.listed is None:
        return told.why
    gone = sorted(known - told.listed)
    if not gone:
        return ""
    return f"{len(gone)} of {len(known)} GPUs are gone: {', '.join(uuid[:12] for uuid in gone)}"
