"""The provisioner over a Terraform that breaks on demand: crashes, a reader who goes away, a broken provider."""

from __future__ import annotations

import json
import shutil
import subprocess
import time
from pathlib import Path

from tests.test_provision import DEADLINE, HERE, Answer, ProvisionSituation


class PretendedTerraformTests(ProvisionSituation):
    """Moments that only a Terraform which breaks on demand can show."""

    def test_deploying_ends_at_once_where_no_pod_publishes_a_port_for_ssh(self) -> None:
        self.runpod.pods.clear()
        for name, environment in (("head", {}), ("cluster", self.cluster())):
            with self.subTest(name):
                begun = time.monotonic()
                run = self.deployed(PRETENDED_NO_PORTS="yes", **environment)
                self.assertEqual(run.returncode, 1, run.stdout)
                self.assertIn("does not publish 22/tcp, so it will never have an address for SSH. It costs: remove it with `make teardown`", run.stderr)
                self.assertLess(time.monotonic() - begun, float(self.environment["SLUICE_START_WITHIN_SECONDS"]))

    def test_deploying_replaces_no_cluster_unless_it_is_told_to(self) -> None:
        environment = self.cluster()
        self.assertEqual(self.deployed(**environment).returncode, 0)
        replacing = {**environment, "PRETENDED_OTHER": "module.cluster.runpod_cluster.this delete"}
        refused = self.deployed(**replacing)
        self.assertEqual(refused.returncode, 1, refused.stdout)
        self.assertIn("set CLUSTER=replace to do it", refused.stderr)
        self.assertEqual(len(self.runpod.clusters), 1)
        self.deployed(**replacing, CLUSTER="replace", SLUICE_START_WITHIN_SECONDS="0.1")
        self.assertEqual(len(self.runpod.clusters), 0)

    def deployed(self, **environment: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [str(HERE / "sluice-infra"), "deploy"],
            env={**self.environment, "ENVIRONMENT": str(self.directory), "CONFIRM": "yes", **environment},
            stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=DEADLINE, cwd="/",
        )  # fmt: skip

    def cluster(self) -> dict[str, str]:
        directory = self.directory.parent / "instant-cluster"
        shutil.copytree(HERE / "environments" / "instant-cluster", directory, ignore=shutil.ignore_patterns(".*", "*.auto.*", "terraform.tfvars.json"))
        shutil.copy(directory / "example.tfvars.json", directory / "terraform.tfvars.json")
        return {"ENVIRONMENT": str(directory)}

    def test_goes_on_with_the_same_plan_after_a_crash_and_makes_no_second_pod(self) -> None:
        for moment in ("before-create", "before-state"):
            with self.subTest(moment):
                token = self.token("e1")
                answer = self.provision("apply", {"plan": token}, PRETENDED_CRASH=moment)
                self.assertEqual(answer.last()["line"], "failed", answer)
                answer = self.provision("apply", {"plan": token})
                self.assertEqual(answer.last(), {"line": "applied"}, answer)
                self.assertEqual(self.runpod.names(), ["sluice-e1", "sluice-head"])
                self.provision("destroy", {"everything": True})

    def test_makes_no_second_pod_while_the_first_is_not_listed_yet(self) -> None:
        token = self.token("e1")
        self.runpod.hidden_looks = 3
        self.provision("apply", {"plan": token}, PRETENDED_CRASH="before-state")
        answer = self.provision("apply", {"plan": token})
        self.assertEqual(answer.last(), {"line": "applied"}, answer)
        self.assertEqual(self.runpod.names(), ["sluice-e1", "sluice-head"])

    def begin(self, token: str) -> subprocess.Popen[str]:
        """An apply that stands at its first change until the gate is opened."""
        process = subprocess.Popen(
            [str(HERE / "provision"), "apply"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True,
            env={**self.environment, "PRETENDED_GATE": str(self.gate)},
        )  # fmt: skip
        assert process.stdin is not None and process.stdout is not None
        process.stdin.write(json.dumps({"plan": token}))
        process.stdin.close()
        self.assertIn("is being created", process.stdout.readline())
        return process

    @property
    def gate(self) -> Path:
        return self.directory.parent / "gate"

    def test_goes_on_after_it_was_killed_itself(self) -> None:
        token = self.token("e1", "e2")
        with self.begin(token) as process:
            self.assertEqual(self.states()["e1"], "starting")
            process.kill()
        self.assertIn("Another start or stop", self.provision("apply", {"plan": token}).last()["why"])
        self.gate.touch()
        answer = self.await_free(token)
        self.assertEqual(answer.last(), {"line": "applied"}, answer)
        self.assertEqual(self.runpod.names(), ["sluice-e1", "sluice-e2", "sluice-head"])

    def await_free(self, token: str) -> Answer:
        """Terraform outlives who started it, and holds the lock until it has ended."""
        until = time.monotonic() + DEADLINE
        while True:
            answer = self.provision("apply", {"plan": token})
            if "Another start" not in answer.last().get("why", "") or time.monotonic() > until:
                return answer
            time.sleep(0.1)

    def test_lets_terraform_write_down_what_it_is_at_when_it_is_ended(self) -> None:
        token = self.token("e1", "e2")
        with self.begin(token) as process:
            process.terminate()
            self.await_file(self.directory / "interrupted")
            self.gate.touch()
            assert process.stdout is not None
            told = [json.loads(line) for line in process.stdout.read().splitlines()]
        self.assertEqual(told[-1]["line"], "failed")
        self.assertIn("goes on where it stopped", told[-1]["why"])
        self.assertEqual(self.runpod.names(), ["sluice-e1", "sluice-head"])
        states = self.states()
        self.assertIn(states["e1"], ("starting", "running"))
        self.assertEqual(states["e2"], "absent")
        self.assertEqual(self.provision("apply", {"plan": token}).last(), {"line": "applied"})
        self.assertEqual(self.runpod.names(), ["sluice-e1", "sluice-e2", "sluice-head"])

    def await_file(self, file: Path) -> None:
        until = time.monotonic() + DEADLINE
        while not file.exists():
            self.assertLess(time.monotonic(), until)
            time.sleep(0.02)

    def test_works_on_when_nobody_reads_its_answer(self) -> None:
        token = self.token("e1")
        with self.begin(token) as process:
            assert process.stdout is not None
            process.stdout.close()
            self.gate.touch()
            self.assertEqual(process.wait(DEADLINE), 0)
        self.assertEqual(self.states()["e1"], "running")

    def test_starts_nothing_while_terraform_would_change_something_else(self) -> None:
        token = self.token("e1")
        answer = self.provision("apply", {"plan": token}, PRETENDED_OTHER="module.head.runpod_pod.head update")
        self.assertIn("would also change module.head.runpod_pod.head (update). Look at it with `make infra-plan`", answer.last()["why"])
        self.assertEqual(self.runpod.names(), ["sluice-head"])

    def test_stops_a_worker_even_when_terraform_cannot(self) -> None:
        self.started("e1")
        answer = self.provision("destroy", {"nodes": ["e1"]}, PRETENDED_BROKEN="yes")
        self.assertEqual(answer.last(), {"line": "destroyed"}, answer)
        self.assertIn("Provider produced a broken answer. It says so.", answer.of("progress")[0]["words"])
        self.assertEqual(self.runpod.names(), ["sluice-head"])
        self.assertEqual(self.states()["e1"], "absent")
        self.started("e1")

    def test_says_that_terraform_is_missing(self) -> None:
        answer = self.provision("apply", {"plan": self.token("e1")}, TERRAFORM="/nowhere/terraform")
        self.assertIn("is not installed. Install Terraform", answer.last()["why"])


