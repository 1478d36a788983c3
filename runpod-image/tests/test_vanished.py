"""Which workers are forgotten: those that made their entry themselves and have not answered since."""

import subprocess
import tempfile
import unittest
from pathlib import Path

PROGRAM = Path(__file__).resolve().parents[1] / "bin" / "sluice-vanished"


class VanishedTests(unittest.TestCase):
    def setUp(self) -> None:
        directory = tempfile.TemporaryDirectory()
        self.addCleanup(directory.cleanup)
        self.file = Path(directory.name) / "silent-since"

    def told(self, now: int, **states: str) -> list[str]:
        nodes = "".join(f"NodeName={name} Arch=x86_64 State={state} Reason=Not responding [slurm@2026-12-01T13:33:20]\n" for name, state in states.items())
        done = subprocess.run([PROGRAM, self.file, str(now)], input=nodes, capture_output=True, text=True, check=True)
        return done.stdout.splitlines()

    def test_tells_since_when_a_worker_has_not_answered(self) -> None:
        silent = "DOWN+DYNAMIC_NORM+NOT_RESPONDING"
        self.assertEqual(self.told(1796132003, w1=silent, w2="IDLE+DYNAMIC_NORM"), ["w1 1796132003"])
        self.assertEqual(self.told(1796132063, w1=silent, w2="DOWN*+DYNAMIC_NORM"), ["w1 1796132003", "w2 1796132063"])

    def test_one_that_answered_meanwhile_begins_anew(self) -> None:
        for now, state, expected in ((100, "DOWN+DYNAMIC_NORM+NOT_RESPONDING", ["w1 100"]), (110, "IDLE+DYNAMIC_NORM", []), (120, "DOWN+DYNAMIC_NORM+NOT_RESPONDING", ["w1 120"])):
            self.assertEqual(self.told(now, w1=state), expected)

    def test_leaves_those_alone_that_somebody_defined_or_drained(self) -> None:
        self.assertEqual(self.told(100, e1="DOWN+CLOUD+NOT_RESPONDING", w1="DOWN+DRAIN+DYNAMIC_NORM+NOT_RESPONDING", w2="DOWN+DYNAMIC_NORM"), [])


if __name__ == "__main__":
    unittest.main()
