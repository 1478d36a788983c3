"""One source of sshd's configuration: what docs/security.md says makes it, and what comes first in it counts."""

import re
import subprocess
import tempfile
import unittest
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


class SshdTests(unittest.TestCase):
    def documented(self) -> str:
        command = re.search(r"```\n(SSH_PORT=.*?)\n```", (ROOT / "docs" / "security.md").read_text(), re.DOTALL)
        assert command
        return subprocess.run(["bash", "-c", command[1]], cwd=ROOT, env={"PATH": "/usr/bin:/bin"}, capture_output=True, text=True, check=True).stdout

    def test_the_documented_command_makes_it_for_a_head_of_ones_own(self) -> None:
        made = self.documented()
        for line in ("PermitRootLogin no", "PubkeyAuthentication no", "PasswordAuthentication no", "    PermitOpen *:9400", "    ForceCommand /bin/false"):
            self.assertIn(line, made.splitlines())
        places = [made.index(words) for words in ("AllowTcpForwarding no", "Match User sluice-telemetry", "Match Group sluice-users")]
        self.assertEqual(sorted(places), places)

    def test_refused_sign_ins_shut_out_nobody_else_where_sshd_would(self) -> None:
        for knows, expected in ((True, "PerSourcePenalties no\n"), (False, "")):
            with tempfile.TemporaryDirectory() as directory:
                sshd = Path(directory) / "sshd"
                sshd.write_text(f"#!/bin/sh\n{'echo no hostkeys available' if knows else 'echo line 0: Bad configuration option: PerSourcePenalties'}\nexit 1\n")
                sshd.chmod(0o755)
                made = subprocess.run([ROOT / "slurm-config" / "sshd-penalties"], env={"PATH": "/usr/bin:/bin", "SSHD": str(sshd)}, capture_output=True, text=True, check=True)
                self.assertEqual(expected, made.stdout)

    def test_root_comes_in_on_a_pod_that_was_given_a_key_and_on_no_other(self) -> None:
        self.assertIn("\nPermitRootLogin no\n", self.on_a_pod(None))
        given = self.on_a_pod("ssh-ed25519 AAAA root")
        self.assertIn("\nPermitRootLogin prohibit-password\n", given)
        self.assertEqual(1, len(re.findall("^Match User root$", given, re.MULTILINE)))

    def on_a_pod(self, key: str | None) -> str:
        with tempfile.TemporaryDirectory() as directory:
            run = Path(directory)
            (run / "secrets").mkdir()
            if key:
                (run / "secrets" / "root-authorized-keys").write_text(key)
            script = f"RUN={run} SHARED={run} PROGRAMS={ROOT} EXPORTER_PORT=9400 MODEL_PORT=8000; source {ROOT}/runpod-image/lib/sshd.sh; write_sshd_config"
            return subprocess.run(["bash", "-euc", script], env={"PATH": "/usr/bin:/bin"}, capture_output=True, text=True, check=True).stdout

    def test_it_is_written_nowhere_else(self) -> None:
        places = ("demo/sluice-demo", *(str(file.relative_to(ROOT)) for folder in ("demo/lib", "docs", "runpod-image/lib", "slurm-config") for file in (ROOT / folder).rglob("*") if file.is_file()))
        self.assertEqual(["slurm-config/sshd_config"], [place for place in places if "KbdInteractiveAuthentication" in (ROOT / place).read_text("utf-8", "replace")])


if __name__ == "__main__":
    unittest.main()
