"""Which jobs hold shards of a GPU rather than the GPU: Slurm 22.05 tells prolog and epilog the same of both."""

import re
import subprocess
import threading

from .intervals import Interval
from .inventory import Inventory

ASK_SECONDS = 3
MOST_JOBS = 1000


class Shards:
    """Asks Slurm once for each job on a GPU that is offered as shards; two holds at one time need no asking."""

    def __init__(self, scontrol: str) -> None:
        self._scontrol = scontrol
        self._lock = threading.Lock()
        self._known: dict[str, bool] = {}

    def shared(self, intervals: list[Interval]) -> set[Interval]:
        with self._lock:
            known = dict(self._known)
        return {one for one in intervals
                if known.get(one.job) or any(one.device == two.device and one.job != two.job and one.overlaps(two) for two in intervals)}

    def look(self, intervals: list[Interval], inventory: Inventory) -> None:
        for job in sorted({i.job for i in intervals if i.end is None and (d := inventory.at(i.position)) and d.shards} - self._known.keys()):
            answer = self._ask(job)
            if answer is not None:
                with self._lock:
                    self._known[job] = answer
                    while len(self._known) > MOST_JOBS:
                        del self._known[next(iter(self._known))]

    def _ask(self, job: str) -> bool | None:
        try:
            answer = subprocess.run([self._scontrol, "show", "job", "-d", job], stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
                                    timeout=ASK_SECONDS, check=True)
        except (OSError, subprocess.SubprocessError):
            return None
        return bool(re.search(rb"\bGRES=shard\b|,shard:|=gres[:/]shard", answer.stdout))
