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
    """What a gigabyte costs; read from `prices.json`, since the API does not tell it."""

    def __init__(self, file: Path = PRICES) -> None:
        self._prices = json.loads(file.read_text())

    def volume(self, size: int, type_: str) -> float | None:
        key = "network_volume_gb_month_from_1000_gb" if size >= 1000 else "network_volume_gb_month"
        return self._an_hour(size, self._prices[key].get(type_))

    def disk(self, size: int, stopped: bool = False) -> float | None:
        return self._an_hour(size, self._prices["stopped_pod_disk_gb_month" if stopped else "pod_disk_gb_month"])

    @staticmethod
    def _an_hour(size: int, month: float | None) -> float | None:
        return None if month is None else round(size * month / HOURS_A_MONTH, 4)


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
