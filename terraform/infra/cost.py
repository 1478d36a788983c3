"""What things cost by the hour, the day and the month; what nobody told is `None` and shown as not known."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

HOURS_A_MONTH = 730.0
CURRENCY = "USD"
PRICES = Path(__file__).resolve().parents[1] / "prices.json"


@dataclass(frozen=True)
class Cost:
    """One thing that costs, in dollars per hour."""

    what: str
    per_hour: float | None

    def line(self) -> dict[str, object]:
        """As the provisioner's contract writes it."""
        return {"line": "cost", "what": self.what, "price_per_hour": self.per_hour, "currency": CURRENCY}


class StoragePrices:
    """What a gigabyte costs; read from `prices.json`, since the API does not tell it. Sizes are in gigabytes."""

    def __init__(self, file: Path = PRICES) -> None:
        self._prices = json.loads(file.read_text())

    def volume(self, size: int, type_: str) -> float | None:
        """The first terabyte at one price, what is above it at another; None where RunPod's page has no price."""
        first, rest = (self._prices[key].get(type_) for key in ("network_volume_first_1000_gb", "network_volume_above_1000_gb"))
        return None if first is None or rest is None else _an_hour(min(size, 1000) * first + max(0, size - 1000) * rest)

    def disk(self, size: int) -> float:
        """The container's disk while the pod runs; a stopped pod has none."""
        return _an_hour(size * self._prices["container_disk"])

    def stopped(self, size: int) -> float:
        """The disk that a stopped pod keeps."""
        return _an_hour(size * self._prices["volume_disk_of_a_stopped_pod"])


def _an_hour(month: float) -> float:
    return round(month / HOURS_A_MONTH, 4)


def total(costs: list[Cost]) -> tuple[float, bool]:
    """The sum of what is known, and whether all of it is."""
    known = [cost.per_hour for cost in costs if cost.per_hour is not None]
    return round(sum(known), 4), len(known) == len(costs)


def table(costs: list[Cost]) -> str:
    """For people: a line each, and the sum."""
    rows = [(cost.what, *_figures(cost.per_hour)) for cost in costs]
    per_hour, complete = total(costs)
    rows.append(("all together" if complete else "all together, without what is not known", *_figures(per_hour)))
    rows.insert(0, ("", "an hour", "a day", "a month"))
    wide = max(len(row[0]) for row in rows)
    return "\n".join(f"{row[0]:<{wide}}  {row[1]:>12}  {row[2]:>12}  {row[3]:>12}" for row in rows)


def _figures(per_hour: float | None) -> tuple[str, str, str]:
    if per_hour is None:
        return ("not known",) * 3
    return f"${per_hour:,.3f}", f"${per_hour * 24:,.2f}", f"${per_hour * HOURS_A_MONTH:,.2f}"
