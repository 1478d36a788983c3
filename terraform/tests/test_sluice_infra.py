"""The commands that people call, run as the Makefile does."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from pathlib import Path

from tests.fake_runpod import A100, H100, HOST_KEY
from tests.test_provision import DEADLINE, HERE, ProvisionSituation


class InfraSituation(ProvisionSituation):
    """An environment in which nothing was made yet."""

    def deploy(self) -> None:
        """Nothing is there yet: deploying is what is tested."""

    def infra(self, verb: str, **changed: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [str(HERE / "sluice-infra"), verb],
            env={**self.environment, "ENVIRONMENT": str(self.directory), "CONFIRM": "yes", **changed},
            stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=DEADLINE, cwd="/",
        )  # fmt: skip

    def done(self, verb: str, **changed: str) -> str:
        run = self.infra(verb, **changed)
        self.assertEqual(run.returncode, 0, run.stderr + run.stdout)
        return run.stdout

    def refused(self, verb: str, **changed: str) -> str:
        run = self.infra(verb, **changed)
        self.assertEqual(run.returncode, 1, run.stdout)
        return run.stderr


class SluiceInfraTests(InfraSituation):
    def test_tells_the_price_by_the_hour_the_day_and_the_month(self) -> None:
        self.runpod.gpus[A100]["stock"] = "NONE"
        text = self.done("cost-estimate")
        self.assertRegex(text, r"head, 1 x NVIDIA RTX A4000 +\$0\.250 +\$6\.00 +\$182\.50")
        self.assertRegex(text, r"e1, 4 x NVIDIA A100 80GB PCIe instead of A100 SXM +\$6\.760")
        self.assertRegex(text, r"e3, 2 x NVIDIA H100 80GB HBM3 +\$7\.980")
        self.assertIn("What the account holds under this name now:\nnothing", text)
        self.assertEqual(self.runpod.count("POST", "/"), 0)

    def test_deploys_volume_and_head_and_tells_where_sshd_is(self) -> None:
        text = self.done("deploy")
        self.assertIn("sshd answers on 127.0.0.1 port 34446", text)
        self.assertIn("nsuitable", text)
        self.assertEqual(self.runpod.names(), ["sluice-head"])
        self.assertEqual(len(self.runpod.volumes), 1)
        outputs = json.loads((self.directory / "outputs.json").read_text())
        self.assertEqual(outputs["ssh"], {"host": "127.0.0.1", "port": 34446})
        self.assertIs(outputs["network"]["multi_node_training"], False)

    def test_deploying_again_changes_nothing(self) -> None:
        self.done("deploy")
        self.assertIn("Everything is as it should be already.", self.done("deploy"))
        self.assertEqual(self.runpod.count("POST", "/v2/pods"), 1)

    def test_does_nothing_before_somebody_confirmed_the_price(self) -> None:
        words = self.refused("deploy", CONFIRM="")
        self.assertIn("Nothing was done: set CONFIRM=yes", words)
        self.assertEqual(self.runpod.names(), [])

    def test_takes_over_what_an_unclear_creation_left(self) -> None:
        self.api.post("/network-volumes", {"name": "sluice", "size": 200, "dataCenter": "US-KS-2", "type": "STANDARD"})
        self.assertIn("is taken over as module.volume", self.done("deploy"))
        self.assertEqual(len(self.runpod.volumes), 1)

    def test_stops_at_two_volumes_of_one_name(self) -> None:
        for _ in range(2):
            self.api.post("/network-volumes", {"name": "sluice", "size": 200, "dataCenter": "US-KS-2"})
        self.assertIn("Remove all but one", self.refused("deploy"))

    def test_says_when_the_head_does_not_start_and_that_it_costs(self) -> None:
        self.runpod.looks_a_step = 1000
        self.assertIn("it costs until `make teardown`", self.refused("deploy", SLUICE_START_WITHIN_SECONDS="0.3"))

    def test_tears_down_all_but_the_volume_and_lists_what_still_costs(self) -> None:
        self.done("deploy")
        self.started("e1")
        self.runpod.put_pod("sluice-e2")
        self.runpod.put_pod("sluice-notebook-of-somebody")
        text = self.done("teardown")
        self.assertEqual(self.runpod.names(), ["sluice-notebook-of-somebody"])
        still = text.split("What still costs:")[1]
        self.assertRegex(still, r"network volume sluice, 200 GB +\$0\.019 +\$0\.46 +\$14\.02")
        self.assertIn("notebook-of-somebody", still)

    def test_removes_the_volume_only_where_it_is_told_to(self) -> None:
        self.done("deploy")
        self.assertIn("Nothing under this name costs any more.", self.done("teardown", VOLUME="delete"))
        self.assertEqual(self.runpod.volumes, {})

    def test_a_teardown_of_nothing_says_so(self) -> None:
        self.assertIn("holds nothing under the name sluice", self.done("teardown"))

    def test_lists_what_still_costs_even_where_the_removal_fails(self) -> None:
        self.done("deploy")
        self.runpod.break_next("DELETE", "/v2/pods", 500, times=10)
        run = self.infra("teardown")
        self.assertEqual(run.returncode, 1)
        self.assertIn("pod head (1 x NVIDIA RTX A4000, running)", run.stdout.split("What still costs:")[1])

    def test_says_what_is_missing_before_it_does_anything(self) -> None:
        self.assertIn("RUNPOD_API_KEY is not set", self.refused("deploy", RUNPOD_API_KEY=""))
        self.assertIn("is not installed. Install Terraform", self.refused("deploy", TERRAFORM="/nowhere/terraform"))
        self.assertIn("There is no environment moon", self.refused("deploy", ENVIRONMENT="moon"))
        self.assertEqual(self.runpod.names(), [])


class ServicesTests(InfraSituation):
    """A head that runs, and a docker that only writes down how it was called."""

    def setUp(self) -> None:
        super().setUp()
        self.compose = Path(self.directory.parent) / "compose"
        self.compose.mkdir()
        shutil.copy(HERE.parent / "compose" / "up", self.compose)
        programs = self.directory.parent / "bin"
        programs.mkdir()
        docker = programs / "docker"
        docker.write_text(f'#!/bin/sh\necho "$*" >> "{self.compose}/called"\n')
        docker.chmod(0o755)
        self.environment.update(SLUICE_COMPOSE=str(self.compose), PATH=f"{programs}:{os.environ['PATH']}")
        self.done("deploy")

    def test_pins_the_host_key_of_the_pods_log_and_starts_the_services(self) -> None:
        for name in ("postgres-password", "portal-database-password", "grafana-admin-password", "signer-ca", "gateway.crt", "gateway.key"):
            self.put(f"secrets/{name}", "x")
        self.put("config/people/passwd", "alice:x:5001:5001::/:/bin/sh\n")
        self.put("config/accounts/accounts.yml", "accounts:\n  - login: alice\n")
        self.done("services-up")
        self.assertEqual((self.compose / "config" / "known_hosts").read_text(), f"[127.0.0.1]:34446 {HOST_KEY}\n")
        self.assertIn("SLUICE_CLUSTER_PORT=34446", (self.compose / "config" / "cluster.env").read_text())
        sentence = json.loads((self.directory / "outputs.json").read_text())["network"]["sentence"]
        self.assertIn("nsuitable", sentence)
        self.assertIn(f"SLUICE_NODES_NETWORK={sentence}\n", (self.compose / "config" / "cluster.env").read_text())
        self.assertIn("compose.yml up --detach --wait", (self.compose / "called").read_text())

    def put(self, name: str, text: str) -> None:
        (self.compose / name).parent.mkdir(parents=True, exist_ok=True)
        (self.compose / name).write_text(text)

    def test_pins_no_key_that_it_cannot_trust(self) -> None:
        self.runpod.break_next("GET", "/v2/pods/pod000002/logs", 500)
        self.assertNotEqual(self.infra("services-up").returncode, 0)
        self.assertFalse((self.compose / "config" / "known_hosts").exists())
        self.assertIn("HOST_KEY must be a public key", self.refused("services-up", HOST_KEY="ssh-rsa AAAA"))

    def test_asks_for_secrets_before_it_starts_anything(self) -> None:
        self.assertIn("Run once: sudo compose/make-secrets", self.refused("services-up"))
        self.assertFalse((self.compose / "called").exists())


class ClusterTests(InfraSituation):
    """The environment of an Instant Cluster."""

    def setUp(self) -> None:
        super().setUp()
        self.pods_directory, self.directory = self.directory, self.directory.parent / "instant-cluster"
        shutil.copytree(HERE / "environments" / "instant-cluster", self.directory, ignore=shutil.ignore_patterns(".*", "*.auto.*", "terraform.tfvars.json"))
        example = json.loads((self.directory / "example.tfvars.json").read_text())
        example["cluster"]["gpus"] = [A100, H100]
        (self.directory / "terraform.tfvars.json").write_text(json.dumps(example))
        self.environment["SLUICE_ENVIRONMENT"] = str(self.directory)
        self.runpod.gpus[A100]["stock"] = "NONE"

    def test_prices_a_cluster_by_what_is_in_stock(self) -> None:
        text = self.done("cost-estimate")
        self.assertRegex(text, r"2 pods of 8 x NVIDIA H100 80GB HBM3 +\$63\.840")
        self.assertRegex(text, r"the pods' disks, 2 of 100 GB +\$0\.027")
        self.assertRegex(text, r"network volume, 200 GB +\$0\.019")

    def test_makes_a_cluster_with_an_address_tells_its_cost_by_the_pod_and_keeps_the_volume(self) -> None:
        text = self.done("deploy")
        self.assertIn("sshd answers on 127.0.0.1 port 34446", text)
        self.assertEqual(json.loads((self.directory / "outputs.json").read_text())["ssh"], {"host": "127.0.0.1", "port": 34446})
        held = self.done("cost-estimate").split("What the account holds under this name now:")[1]
        for rank in (0, 1):
            self.assertRegex(held, rf"Instant Cluster sluice_ic, sluice_ic-{rank} \(8 x NVIDIA H100 80GB HBM3, running\) +\$31\.920")
        self.assertIn("Everything is as it should be already.", self.done("deploy"))
        left = self.done("teardown").split("What still costs:")[1]
        self.assertIn("network volume sluice_ic", left)
        self.assertNotIn("Instant Cluster", left)
        self.assertEqual(self.runpod.pods, {})

    def test_the_provisioner_tells_where_the_first_pod_answers(self) -> None:
        self.assertEqual(self.provision("status").of("head"), [])
        self.done("deploy")
        self.assertEqual(self.provision("status").of("head"), [{"line": "head", "host": "127.0.0.1", "port": 34446}])
        (cluster,) = self.runpod.clusters.values()
        self.runpod.looks_a_step = 1000
        self.runpod.reset(f"{cluster['name']}-0")
        self.assertEqual(self.provision("status").of("head"), [{"line": "head", "host": None, "port": None, "words": "the head's pod is starting"}])
        self.runpod.looks_a_step = 1
        self.assertEqual(self.provision("status").of("head"), [{"line": "head", "host": "127.0.0.1", "port": 34448}])

    def test_removes_a_cluster_even_when_terraform_cannot(self) -> None:
        self.done("deploy")
        self.runpod.break_next("DELETE", "/v2/clusters", 500)
        self.assertIn("The API is asked directly", self.done("teardown"))
        self.assertEqual(self.runpod.clusters, {})
