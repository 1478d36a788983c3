"""What a pod makes of the variables it is given."""

import subprocess
import unittest
from pathlib import Path

LIB = Path(__file__).resolve().parent.parent / "lib"


def settings(**given: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        ["bash", "-euc", f"source {LIB}/say.sh; source {LIB}/settings.sh; echo $ROLE ${{SLUICE_HEAD:-none}} $NODE"],
        env={"PATH": "/usr/bin:/bin", **given},
        capture_output=True,
        text=True,
    )


class SettingsTests(unittest.TestCase):
    def test_a_pod_is_what_it_was_told(self) -> None:
        self.assertEqual(settings(ROLE="worker", SLUICE_HEAD="10.0.0.1", SLUICE_NODE_NAME="w1").stdout, "worker 10.0.0.1 w1\n")

    def test_the_first_pod_of_an_instant_cluster_is_the_head(self) -> None:
        self.assertEqual(settings(NODE_RANK="0", PRIMARY_ADDR="10.65.0.2").stdout, "head 10.65.0.2 node-0\n")
        self.assertEqual(settings(NODE_RANK="3", PRIMARY_ADDR="10.65.0.2").stdout, "worker 10.65.0.2 node-3\n")

    def test_a_pod_without_a_role_says_so(self) -> None:
        refused = settings()
        self.assertEqual(refused.returncode, 1)
        self.assertIn("ROLE is not set; set it to head or worker", refused.stderr)


if __name__ == "__main__":
    unittest.main()
