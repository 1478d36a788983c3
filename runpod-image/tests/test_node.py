import json
import subprocess
import sys
import tempfile
import time
import unittest
from pathlib import Path

NODE = Path(__file__).resolve().parents[1] / "node"
sys.path.insert(0, str(NODE))

from sluice_node.capabilities import Facts, capabilities, read_settings
from sluice_node.health import answered, missing

LISTED = "GPU 0: NVIDIA A100-SXM4-80GB (UUID: GPU-aaaa-1)\nGPU 1: NVIDIA A100-SXM4-80GB (UUID: GPU-bbbb-2)\n"


class HealthTests(unittest.TestCase):
    def test_all_is_well_when_every_known_gpu_is_listed(self):
        self.assertEqual("", missing({"GPU-aaaa-1", "GPU-bbbb-2"}, answered(0, LISTED)))
        self.assertEqual("", missing({"GPU-aaaa-1"}, answered(0, LISTED)))

    def test_names_what_is_gone(self):
        self.assertEqual("1 of 3 GPUs are gone: GPU-cccc-3", missing({"GPU-aaaa-1", "GPU-bbbb-2", "GPU-cccc-3"}, answered(0, LISTED)))

    def test_an_nvidia_smi_that_fails_is_told_in_its_words(self):
        self.assertEqual("nvidia-smi ended with 9: NVIDIA-SMI has failed", missing({"GPU-aaaa-1"}, answered(9, "NVIDIA-SMI has failed\nmore")))
        self.assertEqual("nvidia-smi ended with 1: without a word", missing({"GPU-aaaa-1"}, answered(1, "")))

    def run_health(self, program, scontrol):
        """The whole program, against a Slurm that writes down what it is told."""
        with tempfile.TemporaryDirectory() as name:
            place = Path(name)
            gpus = place / "states" / "w1" / "gpus"
            gpus.mkdir(parents=True)
            device = dict.fromkeys(("gres", "type", "position", "minor", "gpu", "uuid", "profile", "instance", "mig_uuid", "pci_bus_id", "model", "memory_mib"), "")
            (gpus / "inventory.json").write_text(json.dumps({"devices": [{**device, "uuid": "GPU-aaaa-1"}]}))
            for file, text in (("nvidia-smi", program), ("scontrol", scontrol.replace("TOLD", str(place / "told")))):
                (place / file).write_text("#!/bin/sh\n" + text)
                (place / file).chmod(0o755)
            done = subprocess.run([NODE / "sluice-health", "--states", place / "states", "--nvidia-smi", place / "nvidia-smi"],
                                  env={"PATH": f"{place}:/usr/bin:/bin"}, capture_output=True, text=True, timeout=180)
            told = place / "told"
            return done.returncode, told.read_text() if told.exists() else ""

    IDLE = 'case "$*" in *show*) echo "NodeName=w1 State=IDLE+DYNAMIC_NORM ThreadsPerCore=1" ;; *) echo "$*" >> TOLD ;; esac\n'

    def test_drains_with_the_reason_and_never_resumes(self):
        status, told = self.run_health("echo nothing; exit 3", self.IDLE)
        self.assertEqual((0, "update nodename=w1 state=drain reason=health: nvidia-smi ended with 3: nothing\n"), (status, told))
        self.assertEqual((0, ""), self.run_health("echo 'GPU 0: A (UUID: GPU-aaaa-1)'", self.IDLE.replace("IDLE+", "IDLE+DRAIN+")))

    def test_a_drained_node_keeps_the_reason_it_has(self):
        self.assertEqual((0, ""), self.run_health("exit 1", self.IDLE.replace("IDLE+", "IDLE+DRAIN+")))

    def test_an_nvidia_smi_that_hangs_is_not_waited_for(self):
        began = time.monotonic()
        status, told = self.run_health("exec sleep 100", self.IDLE)
        self.assertLess(time.monotonic() - began, 40)
        self.assertIn("nvidia-smi has not answered for 15 s", told)


class CapabilitiesTests(unittest.TestCase):
    POD = Facts(read_settings("TaskPlugin=task/none\nProctrackType=proctrack/linuxproc\nJobAcctGatherParams=OverMemoryKill\n"), {}, 0xA80425FB, False, True)

    def test_a_pod_without_privileges(self):
        self.assertEqual({"memory_limits": "OverMemoryKill", "gpu_isolation": "variable", "core_limits": "none", "process_tracking": "parents", "memory_figures": "unreadable",
                          "cgroups": "read_only", "home": "shared"}, capabilities(self.POD))

    def test_a_machine_with_cgroups(self):
        settings = read_settings("TaskPlugin            = task/cgroup,task/affinity\nProctrackType = proctrack/cgroup\n")
        told = capabilities(Facts(settings, read_settings("ConstrainRAMSpace=yes # all\nConstrainDevices=YES\nConstrainCores=no\n"), 1 << 19, True, False))
        self.assertEqual(("kernel", "devices", "none", "cgroup", "readable", "writable", "local"),
                         tuple(told[name] for name in ("memory_limits", "gpu_isolation", "core_limits", "process_tracking", "memory_figures", "cgroups", "home")))

    def test_what_nothing_says_is_not_known(self):
        told = capabilities(Facts())
        self.assertEqual({"unknown"}, {told[name] for name in told})

    def test_cgroups_without_their_settings_are_not_guessed_at(self):
        self.assertEqual("unknown", capabilities(Facts({"taskplugin": "task/cgroup"}))["gpu_isolation"])


if __name__ == "__main__":
    unittest.main()
