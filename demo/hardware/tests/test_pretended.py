"""The pretended hardware against real processes of this machine, in the forms of the real driver."""

from __future__ import annotations

import json
import os
import re
import select
import shutil
import signal
import subprocess
import tempfile
import unittest
import xml.etree.ElementTree as ElementTree
from pathlib import Path

HARDWARE = Path(__file__).resolve().parents[1]
DEADLINE = 180.0
LEVELS = ("index", "utilization.gpu", "memory.used")


class PretendedWorker(unittest.TestCase):
    """A worker's description with devices of its own, so that no other process of the machine counts."""

    NODE = "a2"

    def setUp(self) -> None:
        place = tempfile.TemporaryDirectory()
        self.addCleanup(place.cleanup)
        self.state = Path(place.name)
        self.described = json.loads((HARDWARE / "workers" / f"{self.NODE}.json").read_text())
        (self.state / "worker.json").write_text(json.dumps(self.described))
        for gres in self.described["gres"]:
            for file in gres["files"]:
                device = self.state / "dev" / file
                device.parent.mkdir(parents=True, exist_ok=True)
                device.touch()

    def environment(self, **more: str) -> dict[str, str]:
        return {"PATH": os.environ["PATH"], "PRETENDED_GPUS": str(self.state), **more}

    def ask(self, *words: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run([HARDWARE / "nvidia-smi", *words], env=self.environment(), capture_output=True, text=True, timeout=DEADLINE, check=False)

    def rows(self, *fields: str) -> list[list[str]]:
        answer = self.ask(f"--query-gpu={','.join(fields)}", "--format=csv,noheader,nounits")
        self.assertEqual(answer.returncode, 0, answer.stdout)
        return [row.split(", ") for row in answer.stdout.splitlines()]

    def load(self, *words: str, **environment: str) -> subprocess.Popen[str]:
        process = subprocess.Popen([HARDWARE / "gpu-load", *words], env=self.environment(**environment), stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        self.addCleanup(process.communicate, timeout=DEADLINE)
        self.addCleanup(process.kill)
        return process

    def lines(self, process: subprocess.Popen[str], count: int) -> list[str]:
        assert process.stdout
        read = []
        for _ in range(count):
            self.assertTrue(select.select([process.stdout], [], [], DEADLINE)[0], "said nothing in time")
            read.append(process.stdout.readline())
        return read


class LevelTests(PretendedWorker):
    def test_shows_an_exact_level_at_the_device_of_that_place_and_nothing_after_it(self) -> None:
        load = self.load("steady", "--level", "45", "--seconds", "600", CUDA_VISIBLE_DEVICES="0")
        self.assertRegex(self.lines(load, 1)[0], r"gpu-load holding \S+/nvidia1 level 45 from \d{13}\n")
        self.assertEqual(self.rows(*LEVELS), [["0", "0", "0"], ["1", "0", "0"], ["2", "45", "36864"], ["3", "0", "0"]])
        load.send_signal(signal.SIGTERM)
        self.assertRegex(self.lines(load, 1)[0], r"gpu-load holding \S+/nvidia1 level 45 until \d{13}\n")
        self.assertEqual(load.wait(DEADLINE), 128 + signal.SIGTERM)
        self.assertEqual(self.rows(*LEVELS)[2], ["2", "0", "0"])

    def test_adds_up_what_several_processes_do_and_never_shows_more_than_there_is(self) -> None:
        for level in ("40", "70"):
            self.lines(self.load("steady", "--level", level, "--seconds", "600", CUDA_VISIBLE_DEVICES="3"), 1)
        self.assertEqual(self.rows(*LEVELS)[0], ["0", "100", "81920"])

    def test_takes_the_level_from_the_number_of_the_job(self) -> None:
        load = self.load("steady", "--level-from-job", "--seconds", "600", CUDA_VISIBLE_DEVICES="2", SLURM_JOB_ID="4711")
        self.assertIn(" level 61 ", self.lines(load, 1)[0])

    def test_leaves_the_other_gpus_of_the_job_alone(self) -> None:
        self.lines(self.load("steady", "--level", "50", "--seconds", "600", "--only", "1", CUDA_VISIBLE_DEVICES="0,1"), 1)
        self.assertEqual([row[1] for row in self.rows(*LEVELS)], ["0", "0", "0", "50"])

    def test_does_not_count_what_happens_on_another_worker(self) -> None:
        with tempfile.TemporaryDirectory() as place:
            other = Path(place)
            shutil.copytree(self.state, other, dirs_exist_ok=True)
            self.lines(self.load("steady", "--level", "50", "--seconds", "600", CUDA_VISIBLE_DEVICES="0", PRETENDED_GPUS=place), 1)
            self.assertEqual([row[1] for row in self.rows(*LEVELS)], ["0", "0", "0", "0"])

    def test_counts_a_context_for_a_process_that_holds_and_publishes_nothing(self) -> None:
        held = os.open(self.state / "dev" / "nvidia3", os.O_RDWR)
        self.addCleanup(os.close, held)
        self.assertEqual(self.rows(*LEVELS)[1], ["1", "0", "420"])

    def test_fails_as_pytorch_does_with_the_numbers_of_its_device_once_that_is_full(self) -> None:
        load = self.load("training", "--until-full", "--minutes", "0.05", CUDA_VISIBLE_DEVICES="0")
        _, words = load.communicate(timeout=DEADLINE)
        self.assertEqual(load.returncode, 1)
        self.assertRegex(words, r"^Traceback \(most recent call last\):\n")
        self.assertTrue(
            words.endswith(
                "torch.OutOfMemoryError: CUDA out of memory. Tried to allocate 2.60 GiB. GPU 0 has a total capacity of 80.00 GiB of which 1.60 GiB is free. "
                "This process has 78.40 GiB memory in use.\n"
            ),
            words,
        )

    def test_refuses_where_no_gpu_was_given(self) -> None:
        load = self.load("training", "--minutes", "1")
        _, words = load.communicate(timeout=DEADLINE)
        self.assertEqual(load.returncode, 2)
        self.assertIn("no GPU was given to this job", words)


class FormTests(PretendedWorker):
    def test_lists_the_gpus_in_the_order_of_their_addresses(self) -> None:
        uuids = re.findall(r"^GPU \d: NVIDIA A100-SXM4-80GB \(UUID: (GPU-[0-9a-f-]{36})\)$", self.ask("-L").stdout, re.MULTILINE)
        self.assertEqual(uuids, [gpu["uuid"] for gpu in self.described["gpus"]])

    def test_says_which_field_it_does_not_know(self) -> None:
        answer = self.ask("--query-gpu=index,colour", "--format=csv,noheader,nounits")
        self.assertEqual((answer.returncode, answer.stdout), (2, 'Field "colour" is not a valid field to query.\n\n'))

    def test_keeps_power_below_the_limit_and_says_that_it_does(self) -> None:
        self.lines(self.load("steady", "--level", "100", "--seconds", "600", CUDA_VISIBLE_DEVICES="0"), 1)
        self.assertEqual(self.rows("power.draw", "enforced.power.limit", "clocks_event_reasons.active")[2], ["400.00", "400.00", "0x0000000000000004"])

    def test_tells_of_a_lost_gpu_nothing_but_who_it_is(self) -> None:
        (self.state / "lost").write_text("nvidia2\n")
        self.assertEqual(self.rows("index", "utilization.gpu")[:2], [["0", "[GPU is lost]"], ["1", "0"]])

    def test_ends_with_an_error_when_the_driver_is_out_of_reach(self) -> None:
        (self.state / "fail").touch()
        answer = self.ask("-q", "-x")
        self.assertEqual(answer.returncode, 1)
        self.assertIn("couldn't communicate with the NVIDIA driver", answer.stdout)

    def test_prints_no_row_that_could_be_read_when_it_is_garbled(self) -> None:
        (self.state / "garbage").touch()
        self.assertLess(len(self.rows(*LEVELS, "power.draw", "temperature.gpu")[0]), 5)


class MigTests(PretendedWorker):
    NODE = "m1"

    def test_tells_memory_of_each_instance_and_no_utilisation(self) -> None:
        self.lines(self.load("steady", "--level", "50", "--seconds", "600", CUDA_VISIBLE_DEVICES="1"), 1)
        gpu = ElementTree.fromstring(self.ask("-q", "-x").stdout.split(">", 2)[2]).find("gpu")
        assert gpu is not None
        used = [instance.findtext("fb_memory_usage/used") for instance in gpu.findall("mig_devices/mig_device")]
        self.assertEqual(used, ["0 MiB", "9984 MiB", "0 MiB", "0 MiB"])
        self.assertEqual(gpu.findtext("utilization/gpu_util"), "N/A")
        self.assertEqual(self.rows(*LEVELS), [["0", "[N/A]", "9984"]])


if __name__ == "__main__":
    unittest.main()
