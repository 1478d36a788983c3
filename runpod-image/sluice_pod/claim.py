"""Which head may lead the cluster of a volume: claims that only one can make, and that their holder keeps alive.

Each claim is a directory with the next number, which mkdir gives to one head alone, on a network file system too. Beside it lies
a file that its holder writes every few seconds, in which nobody else writes. The highest number leads. No two clocks are
compared: a head waits until it has seen no new word for SILENCE seconds by its own clock; the holder stops leading, by its own,
when its last word is LEASE seconds old, which is earlier. Whoever takes a claim over from a silent head waits for SETTLE seconds
before it leads, so that a holder that was only slow sees the new claim first.
"""

import os
import re
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

_KEPT = 3


@dataclass(frozen=True)
class Timing:
    """In seconds; all follow from how long a head has to be silent."""

    silence: float

    @property
    def lease(self) -> float:
        return self.silence * 2 / 3

    @property
    def renewal(self) -> float:
        return self.silence / 15

    @property
    def settle(self) -> float:
        return self.renewal * 3


class Claims:
    """The claims of one volume, as one head sees them."""

    def __init__(self, directory: Path, name: str):
        self._directory = directory
        self._name = name

    def highest(self) -> int:
        """0 when there is no claim"""
        return max((int(entry) for entry in os.listdir(self._directory) if re.fullmatch(r"\d{8}", entry)), default=0)

    def make(self, number: int) -> bool:
        """False when somebody else made it first."""
        try:
            (self._directory / f"{number:08}").mkdir()
        except FileExistsError:
            return False
        self.say(number, "begun")
        for old in range(max(1, number - _KEPT - 2), number - _KEPT):
            shutil.rmtree(self._directory / f"{old:08}", ignore_errors=True)
            self._word_file(old).unlink(missing_ok=True)
        return True

    def say(self, number: int, word: str) -> None:
        """Replaces the holder's word whole; it is the holder's alone to call."""
        new = self._directory / f"{number:08}.new"
        new.write_text(f"{self._name} {word}\n")
        new.rename(self._word_file(number))

    def heard(self, number: int) -> str:
        """The holder's last word, empty when there is none yet."""
        try:
            return self._word_file(number).read_text("utf-8", "replace")
        except FileNotFoundError:
            return ""

    def needs_no_wait(self, number: int) -> bool:
        """Nobody holds it, its holder gave it up, or it was this pod's own before it was restarted."""
        words = self.heard(number).split()
        return number == 0 or words[1:] == ["released"] or words[:1] == [self._name]

    def _word_file(self, number: int) -> Path:
        return self._directory / f"{number:08}.alive"


def take(claims: Claims, timing: Timing, clock: Callable[[], float], sleep: Callable[[float], None], tell: Callable[[str], None]) -> int:
    """Waits until this head may lead; the number of its claim."""
    watched = (-1, "")
    since = told = clock()
    while True:
        highest = claims.highest()
        word = claims.heard(highest)
        if (highest, word) != watched:
            watched, since = (highest, word), clock()
        gave_up = claims.needs_no_wait(highest)
        if (gave_up or clock() - since >= timing.silence) and claims.make(highest + 1):
            if _settled(claims, highest + 1, 0 if gave_up else timing.settle, timing, clock, sleep):
                return highest + 1
            continue
        if not gave_up and clock() >= told:
            tell(f"another head, {(word.split() or ['of an unknown name'])[0]}, uses this volume; waiting until it has been silent for {timing.silence:g} s")
            told = clock() + 30
        sleep(timing.renewal / 2)


def _settled(claims: Claims, number: int, seconds: float, timing: Timing, clock: Callable[[], float], sleep: Callable[[float], None]) -> bool:
    until = clock() + seconds
    while clock() < until:
        claims.say(number, f"settles {until - clock():.3f}")
        sleep(timing.renewal)
    return claims.highest() == number


def renew(claims: Claims, number: int, clock: Callable[[], float]) -> float | None:
    """One word of the holder: the time until which its lease counts from, or None when another head has claimed the volume."""
    begun = clock()
    if claims.highest() != number:
        return None
    claims.say(number, f"{begun:.3f}")
    return begun if claims.highest() == number else None
