"""What the pod's shell parts find out: addresses, the network of the nodes, what RunPod's nginx would open."""

import os
import subprocess
import tempfile
import unittest
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
LIB = ROOT / "runpod-image" / "lib"


class ShellTests(unittest.TestCase):
    def setUp(self) -> None:
        directory = tempfile.TemporaryDirectory()
        self.addCleanup(directory.cleanup)
        self.directory = Path(directory.name)
        self.program("getent", 'case $2 in pod1.runpod.internal) echo "10.9.0.7 STREAM" ;; [0-9]*) echo "$2 STREAM" ;; *) exit 2 ;; esac')
        self.program("ip", """printf '%s\\n' '1: lo    inet 127.0.0.1/8 scope host lo' '2: eth0    inet 172.18.0.5/16 scope global eth0' '3: ens1    inet 10.65.0.3/16 scope global ens1'""")

    def program(self, name: str, script: str) -> None:
        file = self.directory / name
        file.write_text(f"#!/bin/bash\n{script}\n")
        file.chmod(0o755)

    def run_in(self, script: str, **given: str) -> str:
        parts = "".join(f"source {LIB}/{part}.sh; " for part in ("say", "volume", "addresses", "start-script"))
        ran = subprocess.run(
            ["bash", "-uc", f"set -e; SHARED={self.directory}; {parts}{script}"],
            env={"PATH": f"{self.directory}:/usr/bin:/bin", **given}, capture_output=True, text=True, check=False)
        return ran.stdout.strip()

    def test_a_pod_of_an_instant_cluster_has_its_address_between_the_nodes(self) -> None:
        self.assertEqual("10.65.0.3", self.run_in("own_address", NODE_ADDR="10.65.0.3", RUNPOD_POD_ID="pod1"))
        self.assertEqual("10.65.0.3", self.run_in("own_address", NODE_ADDR="10.65.0.3/16"))
        self.assertEqual("10.1.1.1", self.run_in("own_address", NODE_ADDR="10.65.0.3", SLUICE_ADDRESS="10.1.1.1"))

    def test_another_pod_has_the_address_of_its_name_or_of_its_network(self) -> None:
        self.assertEqual("10.9.0.7", self.run_in("own_address", RUNPOD_POD_ID="pod1"))
        self.program("ip", """echo '2: eth0    inet 172.18.0.5/16 scope global eth0'""")
        self.assertEqual("172.18.0.5", self.run_in("own_address", RUNPOD_POD_ID="unknown"))
        self.assertEqual("172.18.0.5", self.run_in("own_address", NODE_ADDR="$(touch /tmp/x)"))

    def test_the_volume_knows_the_head_better_than_the_environment(self) -> None:
        self.assertEqual("10.0.0.1", self.run_in("head_address", SLUICE_HEAD="10.0.0.1"))
        (self.directory / "head").write_text("head-again 10.0.0.2 1790000000\n")
        self.assertEqual("10.0.0.2", self.run_in("head_address", SLUICE_HEAD="10.0.0.1"))
        for broken in ("", "head\n", "head $(id) 1\n"):
            (self.directory / "head").write_text(broken)
            self.assertEqual("10.0.0.1", self.run_in("head_address", SLUICE_HEAD="10.0.0.1"))
            self.assertEqual("", self.run_in("head_address"))

    def test_claims_that_somebody_removed_do_not_begin_below_the_newest_state(self) -> None:
        claims = self.directory / "claims"
        claims.mkdir()
        count = f"set -euo pipefail; source {LIB}/head.sh; count_states_as_claims; ls {claims}"
        self.assertEqual("begun", self.run_in(count + "; echo begun"))
        for state in ("9", "10", "10.new"):
            (self.directory / "state" / state).mkdir(parents=True)
        self.assertEqual("00000010", self.run_in(count))

    def test_tasks_are_told_the_interface_between_the_nodes_unless_they_name_one(self) -> None:
        self.assertEqual("export NCCL_SOCKET_IFNAME=ens1", self.task_prolog("10.65.0.3"))
        self.assertEqual("", self.task_prolog("10.65.0.3", NCCL_SOCKET_IFNAME="mine"))
        self.assertEqual("", self.task_prolog("10.65.0.30"))
        self.assertEqual("", self.task_prolog(""))

    def task_prolog(self, address: str, **given: str) -> str:
        prolog = subprocess.run(
            [ROOT / "slurm-config" / "render", ROOT / "slurm-config" / "task-prolog"], env={**os.environ, "NODE_ADDRESS": address}, capture_output=True, text=True, check=True).stdout
        return subprocess.run(["sh", "-c", prolog], env={"PATH": f"{self.directory}:/usr/bin:/bin", **given}, capture_output=True, text=True, check=True).stdout.strip()

    def test_what_comes_to_the_pod_is_not_passed_on_to_its_loopback(self) -> None:
        nginx = self.directory / "nginx.conf"
        self.run_in(f"close_forwards {nginx}")
        self.assertFalse(nginx.exists())
        nginx.write_text("events {}\nhttp { server { listen 8001; location / { proxy_pass http://localhost:8000; } } }\n")
        self.run_in(f"close_forwards {nginx}")
        self.assertEqual(["events {}"], [line for line in nginx.read_text().splitlines() if not line.startswith("#")])

    def test_no_build_goes_on_after_a_step_that_failed(self) -> None:
        for dockerfile in ROOT.glob("*/**/Dockerfile"):
            if "target" in dockerfile.parts:
                continue
            for line in dockerfile.read_text().splitlines():
                if not line.startswith("#"):
                    self.assertNotRegex(line, r"[^;];\s*\w|\|\|\s*(true|:)", f"{dockerfile}: use && so that a failure ends the build")


if __name__ == "__main__":
    unittest.main()
