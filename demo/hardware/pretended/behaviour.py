"""How a workload uses its GPUs over time, as levels in percent of utilisation and of the device's memory."""

from __future__ import annotations

import math
import random
from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Percent:
    utilization: float
    memory: float


@dataclass(frozen=True, slots=True)
class Step:
    """What is true in one second of the run; `says` is false where the program writes nothing any more."""

    percent: Percent
    says: bool = True


# step of a device, at a second of the run that lasts so many seconds
Behaviour = Callable[[float, float, random.Random], Step]

CHECKPOINT_EVERY, CHECKPOINT_TAKES = 30.0, 3.0
MEMORY_OF_TRAINING = 62.0
NEARLY_FULL = 98.0


def training(second: float, whole: float, chance: random.Random) -> Step:
    """Warm-up for a tenth of the run, at most 20 s; then steady work with some jitter, and a dip for each checkpoint."""
    warm_up = min(20.0, whole / 10)
    if second < warm_up:
        part = second / warm_up
        return Step(Percent(8 + 60 * part, 12 + (MEMORY_OF_TRAINING - 12) * part))
    if second % CHECKPOINT_EVERY > CHECKPOINT_EVERY - CHECKPOINT_TAKES:
        return Step(Percent(max(0.0, chance.gauss(9, 2)), MEMORY_OF_TRAINING))
    return Step(Percent(min(100.0, chance.gauss(91, 3)), MEMORY_OF_TRAINING))


def growing(second: float, whole: float, chance: random.Random) -> Step:
    """A training whose memory grows to 98 % of the device's at its end."""
    utilization = training(second, whole, chance).percent.utilization
    return Step(Percent(utilization, 30 + (NEARLY_FULL - 30) * min(1.0, second / whole)))


def filling(second: float, whole: float, chance: random.Random) -> Step:
    """A training whose memory has no room left for the last fifth of the run: readings taken seconds apart see it full."""
    utilization = training(second, whole, chance).percent.utilization
    return Step(Percent(utilization, 30 + (NEARLY_FULL - 30) * min(1.0, second / (0.8 * whole))))


def stuck(after: float) -> Behaviour:
    """A training that stops so many seconds after its begin, writes nothing more, and holds its memory."""

    def step(second: float, whole: float, chance: random.Random) -> Step:
        if second < after:
            return training(second, whole, chance)
        return Step(Percent(0, MEMORY_OF_TRAINING), says=False)

    return step


def loss(step: int, chance: random.Random) -> float:
    return 0.18 + 2.2 * math.exp(-step / 60) + abs(chance.gauss(0, 0.02))
