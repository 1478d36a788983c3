"""How much the machines may cost an hour, whoever asks for them: the portal's own limits are the portal's word."""

from __future__ import annotations

import json
import math
import os
import threading
import time
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from . import wire

KEPT_SECONDS = 48 * 3600  # longer than any program goes on with a plan it has begun
MOST_PLANS = 5000

Prices = dict[str, object]


class Ceiling:
    """Refuses what would lift the price of an hour above the most.

    most: in the cloud's currency, for machines and whatever else `status` says costs.
    file: keeps the price of each machine of each plan, so that a plan is known after a restart. OSError or ValueError
    where it cannot be read or written.
    status: asks the program what runs and costs now.
    """

    def __init__(self, most: float, file: Path, status: Callable[[], Iterable[wire.Line]]) -> None:
        self._most = most
        self._file = file
        self._status = status
        self._changing = threading.Lock()
        self._plans: dict[str, wire.Line] = _read(file)
        _write(file, self._plans)

    def planned(self, lines: Iterable[wire.Line]) -> Iterator[wire.Line]:
        """The lines of a plan; one that costs too much ends with a refusal in place of its token."""
        prices: Prices = {}
        for line in lines:
            if line.get("line") == "change":
                prices[str(line.get("node"))] = line.get("price_per_hour")
            if line.get("line") == "plan":
                line = self._refusal(prices) or self._remember(str(line.get("plan")), prices) or line
            yield line

    def refusal(self, token: object) -> wire.Line | None:
        """Why a plan may not be applied now; other machines may have come since it was made."""
        plan = self._plans.get(str(token))
        if plan is None:
            return _refused("this plan was not made here, or long ago; make a new one")
        return self._refusal(plan["prices"])

    def _refusal(self, prices: Prices) -> wire.Line | None:
        """A machine that runs already counts at what it costs or at what the plan says of it, whichever is more."""
        costs: list[tuple[object, object]] = []
        due = dict(prices)
        for line in self._status():
            kind, price = line.get("line"), line.get("price_per_hour")
            if kind in wire.BAD_ENDS:
                return {**_refused(f"what runs now is not known, and the provisioner has a limit: {line.get('why')}"), "busy": True}
            if kind == "cost" and price is not None:  # nothing that is asked for here starts more of those
                costs.append((line.get("what"), price))
            if kind == "worker" and line.get("state") != "absent":
                node = str(line.get("node"))
                costs.append((node, price))
                if node in due:
                    planned = due.pop(node)
                    costs.append((node, max(0.0, planned - price) if _is_price(planned) and _is_price(price) else planned))
        costs += due.items()
        for what, price in costs:
            if not _is_price(price):
                return _refused(f"what {what} costs is not known, and the provisioner has a limit")
        total = math.fsum(price for _, price in costs)
        if total <= self._most:
            return None
        return _refused(f"everything would cost {total:.2f} an hour, and the provisioner's limit is {self._most:.2f}; remove others first, or ask whoever runs it (--most-per-hour)")

    def _remember(self, token: str, prices: Prices) -> wire.Line | None:
        now = time.time()
        with self._changing:
            young = {known: plan for known, plan in self._plans.items() if plan["at"] > now - KEPT_SECONDS}
            kept = dict(list({**young, token: {"prices": prices, "at": now}}.items())[-MOST_PLANS:])
            try:
                _write(self._file, kept)
            except OSError as broken:
                return _refused(f"the plan cannot be kept in {self._file}: {broken.strerror}")
            self._plans = kept
        return None


def _read(file: Path) -> dict[str, wire.Line]:
    if not file.exists():
        return {}
    plans = json.loads(file.read_text())
    if not isinstance(plans, dict) or not all(isinstance(plan, dict) and isinstance(plan.get("prices"), dict) and _is_price(plan.get("at")) for plan in plans.values()):
        raise ValueError("it holds something else than plans")
    return plans


def _write(file: Path, plans: dict[str, wire.Line]) -> None:
    """Whole or not at all, and on the disk before it counts."""
    new = file.with_name(file.name + ".new")
    with new.open("w") as stream:
        json.dump(plans, stream)
        stream.flush()
        os.fsync(stream.fileno())
    os.replace(new, file)


def _refused(why: str) -> wire.Line:
    return {"line": "refused", "why": why}


def _is_price(value: object) -> bool:
    return isinstance(value, (int, float)) and not isinstance(value, bool) and 0 <= value < math.inf
