"""Heads that claim one volume: every order in which two of them can take turns, and clocks that stand still."""

import itertools
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import unittest
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from sluice_pod.claim import Claims, Timing, renew, take

PROGRAM = Path(__file__).resolve().parents[1] / "bin" / "sluice-claim"
TIMING = Timing(30)


class Turns:
    """Heads as threads that go on one step at a time, in the order they are told; a step is what lies between two sleeps."""

    def __init__(self, directory: Path):
        self.directory = directory
        self.now = 0.0
        self.taken: dict[str, int] = {}
        self.told: list[str] = []
        self._go: dict[str, threading.Semaphore] = {}
        self._done: dict[str, threading.Semaphore] = {}

    def start(self, name: str) -> None:
        self._go[name], self._done[name] = threading.Semaphore(0), threading.Semaphore(0)
        threading.Thread(target=self._run, args=(name,), daemon=True).start()

    def step(self, name: str) -> None:
        if name not in self.taken:
            self._go[name].release()
            self._done[name].acquire()

    def _run(self, name: str) -> None:
        def sleep(_seconds: float) -> None:
            self._done[name].release()
            self._go[name].acquire()

        self._go[name].acquire()
        number = take(Claims(self.directory, name), TIMING, lambda: self.now, sleep, self.told.append)
        self.taken[name] = number
        self._done[name].release()


class ClaimTests(unittest.TestCase):
    def setUp(self):
        self.directory = Path(tempfile.mkdtemp())
        self.addCleanup(shutil.rmtree, self.directory)

    def claims(self, name: str) -> Claims:
        return Claims(self.directory, name)

    def test_of_two_heads_started_at_once_one_leads_whatever_the_order(self):
        for order in itertools.product("ab", repeat=6):
            with self.subTest("".join(order)):
                shutil.rmtree(self.directory)
                self.directory.mkdir()
                turns = Turns(self.directory)
                turns.start("a")
                turns.start("b")
                for name in order:
                    turns.step(name)
                self.assertEqual(1, len(turns.taken))
                self.assertEqual([1], list(turns.taken.values()))

    def test_one_of_many_gets_a_number(self):
        claims = [self.claims(f"h{number}") for number in range(8)]
        won = []
        barrier = threading.Barrier(len(claims))

        def try_it(one: Claims) -> None:
            barrier.wait()
            if one.make(1):
                won.append(one)

        threads = [threading.Thread(target=try_it, args=(one,)) for one in claims]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        self.assertEqual(1, len(won))

    def test_a_silent_head_is_waited_for_and_then_followed(self):
        self.claims("old").make(1)
        turns = Turns(self.directory)
        turns.start("new")
        for turns.now in (0, 10, 20, 29):
            turns.step("new")
        self.assertEqual(1, self.claims("new").highest())
        self.assertIn("another head, old", turns.told[0])
        turns.now = 30
        turns.step("new")
        self.assertEqual((2, {}), (self.claims("new").highest(), turns.taken), "it has claimed the volume and does not lead yet")
        turns.now = 30 + TIMING.settle
        turns.step("new")
        self.assertEqual({"new": 2}, turns.taken)

    def test_a_head_that_speaks_is_waited_for(self):
        old = self.claims("old")
        old.make(1)
        turns = Turns(self.directory)
        turns.start("new")
        for turns.now in range(0, 300, 20):
            self.assertEqual(turns.now, renew(old, 1, lambda: turns.now))
            turns.step("new")
        self.assertEqual(1, old.highest())

    def test_what_was_given_up_or_was_its_own_is_not_waited_for(self):
        claims = self.claims("a")
        claims.make(1)
        claims.say(1, "released")
        turns = Turns(self.directory)
        turns.start("b")
        turns.step("b")
        turns.start("b")
        del turns.taken["b"]
        turns.step("b")
        self.assertEqual({"b": 3}, turns.taken)

    def test_two_that_waited_for_a_silent_head_take_turns(self):
        for order in itertools.product("ab", repeat=4):
            with self.subTest("".join(order)):
                shutil.rmtree(self.directory)
                self.directory.mkdir()
                self.claims("old").make(1)
                turns = Turns(self.directory)
                for name in "ab":
                    turns.start(name)
                    turns.step(name)
                turns.now = 31
                for name in order:
                    turns.step(name)
                turns.now += TIMING.settle
                turns.step("a")
                turns.step("b")
                self.assertEqual([2], list(turns.taken.values()))

    def test_a_holder_that_comes_back_sees_the_new_claim_at_each_point(self):
        old, new = self.claims("old"), self.claims("new")
        old.make(1)
        self.assertIsNotNone(renew(old, 1, lambda: 0.0))
        new.make(2)
        said = new.heard(2)
        self.assertIsNone(renew(old, 1, lambda: 40.0))
        # frozen between the look and the word: it writes in its own file alone
        old.say(1, "40.0")
        self.assertEqual(said, new.heard(2))
        self.assertEqual(2.0, renew(new, 2, lambda: 2.0))

    def test_a_holder_ends_leading_before_others_begin(self):
        self.assertLess(TIMING.lease + TIMING.renewal, TIMING.silence)
        self.assertLess(TIMING.renewal, TIMING.settle)

    def test_old_claims_are_removed(self):
        claims = self.claims("a")
        for number in range(1, 9):
            claims.make(number)
        self.assertEqual(["00000005", "00000006", "00000007", "00000008"], sorted(entry for entry in os.listdir(self.directory) if "." not in entry))

    def test_the_holder_stops_what_leads_when_another_has_the_claim(self):
        leads = subprocess.Popen(["sleep", "600"])
        self.addCleanup(leads.kill)
        (self.directory / "leads.child").write_text(str(leads.pid))
        claims = self.directory / "claims"
        claims.mkdir()
        Claims(claims, "old").make(1)
        holder = self.hold(claims)
        self.assertIsNone(leads.poll())
        Claims(claims, "new").make(2)
        self.assertEqual(1, holder.wait(60))
        self.assertEqual(-signal.SIGKILL, leads.wait(60))

    def test_a_holder_whose_volume_is_away_stops_what_leads(self):
        leads = subprocess.Popen(["sleep", "600"])
        self.addCleanup(leads.kill)
        (self.directory / "leads.child").write_text(str(leads.pid))
        claims = self.directory / "claims"
        claims.mkdir()
        Claims(claims, "old").make(1)
        holder = self.hold(claims)
        claims.rename(self.directory / "away")
        self.assertEqual(-signal.SIGKILL, leads.wait(60))
        self.assertIsNone(holder.poll())
        (self.directory / "away").rename(claims)
        Claims(claims, "new").make(2)
        self.assertEqual(1, holder.wait(60))

    def hold(self, claims: Path) -> subprocess.Popen[bytes]:
        before = Claims(claims, "").heard(1)
        holder = subprocess.Popen(
            [PROGRAM, "hold", claims, "old", "3", "1", "--stop", self.directory / "leads.child"], stderr=subprocess.DEVNULL)
        self.addCleanup(holder.wait)
        self.addCleanup(holder.kill)
        while Claims(claims, "").heard(1) == before:
            self.assertIsNone(holder.poll())
        return holder


if __name__ == "__main__":
    unittest.main()
