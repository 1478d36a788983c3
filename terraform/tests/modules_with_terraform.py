"""The modules under the real Terraform or OpenTofu: formatted, valid, refusing wrong values, planned and applied.

Not found by the unit tests' discovery: it needs a Terraform and a provider, as `infra-test` brings them.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import tempfile
import unittest
from pathlib import Path
from typing import Any

from tests.fake_runpod import HOST_KEY, SMALL, FakeRunPod

HERE = Path(__file__).resolve().parents[1]
TERRAFORM = os.environ["INFRA_TEST_TERRAFORM"]


class ModulesWithTerraformTests(unittest.TestCase):
    def setUp(self) -> None:
        self.runpod = self.enterContext(FakeRunPod())
        self.root = Path(self.enterContext(tempfile.TemporaryDirectory()))
        for part in ("modules", "environments"):
            shutil.copytree(HERE / part, self.root / part, ignore=shutil.ignore_patterns(".terraform*", "*.tfstate*", "terraform.tfvars.json", "*.auto.*"))

    def terraform(self, environment: str, *words: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [TERRAFORM, *words],
            cwd=self.root / "environments" / environment,
            env={**os.environ, "RUNPOD_API_KEY": "test-key", "RUNPOD_API_BASE_URL": self.runpod.url, "CHECKPOINT_DISABLE": "1"},
            stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=120,
        )  # fmt: skip

    def ready(self, environment: str, **changed: Any) -> None:
        directory = self.root / "environments" / environment
        values = {**json.loads((directory / "example.tfvars.json").read_text()), **changed}
        (directory / "terraform.tfvars.json").write_text(json.dumps(values))
        self.done(self.terraform(environment, "init", "-input=false", "-no-color"))

    def done(self, run: subprocess.CompletedProcess[str]) -> str:
        self.assertEqual(run.returncode, 0, run.stdout + run.stderr)
        return run.stdout

    def test_is_formatted(self) -> None:
        self.assertEqual(self.done(self.terraform("pods", "fmt", "-check", "-recursive", "-diff", str(HERE))), "")

    def test_is_valid(self) -> None:
        for environment in ("pods", "instant-cluster"):
            self.ready(environment)
            self.assertIn("Success!", self.done(self.terraform(environment, "validate", "-no-color")))

    def test_refuses_wrong_values_in_words_that_help(self) -> None:
        wrong = {
            "image must name a tag or a digest that does not move": ("pods", {"image": "registry.example/sluice-node:latest"}),
            "name must be small letters": ("pods", {"name": "Sluice Cluster"}),
            "it is Slurm's ClusterName too": ("instant-cluster", {"name": "sluice-ic"}),
            "neither head nor sluice-head": ("pods", {"workers": {"sluice-head": "a100x4"}, "running": {"sluice-head": "NVIDIA H100 80GB HBM3"}}),
            "min_cuda_version must be a version": ("pods", {"min_cuda_version": "12"}),
            "Each of admin_keys must be one line of a public key": ("pods", {"admin_keys": ["-----BEGIN OPENSSH PRIVATE KEY-----"]}),
            "data_center must be an id of RunPod's catalogue": ("pods", {"data_center": "Kansas"}),
            "size must be a whole number of gigabytes": ("pods", {"volume_size": 5}),
            "type must be STANDARD or HIGH_PERFORMANCE": ("pods", {"volume_type": "FAST"}),
            "cloud must be SECURE": ("pods", {"cloud": "COMMUNITY"}),
            "gpu must be an NVIDIA GPU's id": ("pods", {"head": {"gpu": "AMD Instinct MI300X OAM"}}),
            "running names a worker that is not in workers": ("pods", {"running": {"e9": "NVIDIA H100 80GB HBM3"}}),
            "workers names a kind that is not in kinds": ("pods", {"workers": {"e1": "b200"}, "running": {"e1": "NVIDIA B200"}}),
            "user_ca must be one line as in": ("pods", {"user_ca": "-----BEGIN OPENSSH PRIVATE KEY-----"}),
            "model must be OWNER/NAME": ("pods", {"model": "nemotron; rm -rf /"}),
            "pods must be a whole number from 2 to 250": ("instant-cluster", {"cluster": {"gpus": ["NVIDIA H200"], "count": 8, "pods": 1}}),
            "cluster.gpus needs at least one GPU": ("instant-cluster", {"cluster": {"gpus": [], "count": 8, "pods": 2}}),
            "type must be TRAINING or APPLICATION": ("instant-cluster", {"type": "SLURM"}),
        }
        for words, (environment, changed) in wrong.items():
            with self.subTest(words):
                self.ready(environment, **changed)
                run = self.terraform(environment, "plan", "-input=false", "-no-color")
                said = " ".join((run.stdout + run.stderr).replace("│", " ").split())
                self.assertEqual(run.returncode, 1, said)
                self.assertIn(words, said)

    def test_makes_a_cluster_with_a_port_a_volume_and_what_its_pods_have_to_know_and_removes_it(self) -> None:
        self.ready("instant-cluster", chosen_gpu="NVIDIA A100-SXM4-80GB", user_ca=HOST_KEY, model="nvidia/N", admin_keys=[f"{HOST_KEY} dana", f"{HOST_KEY} erik"])
        self.done(self.terraform("instant-cluster", "apply", "-auto-approve", "-input=false", "-no-color"))
        (cluster,) = self.runpod.clusters.values()
        self.assertEqual(cluster["compute"], {"gpuTypeId": "NVIDIA A100-SXM4-80GB", "gpuCountPerPod": 8, "podCount": 2})
        (volume,) = self.runpod.volumes
        for pod in self.runpod.pods.values():
            self.assertEqual((pod["ports"], pod["disk"], pod["mounts"]), (["22/tcp"], 100, {"network": [{"volumeId": volume, "path": "/workspace"}]}))
            self.assertEqual(
                pod["env"],
                {
                    "SLUICE_CLUSTER": "sluice_ic",
                    "SLUICE_VOLUME": "/workspace",
                    "SLUICE_HEAD_WORKS": "yes",
                    "SLUICE_USER_CA": HOST_KEY,
                    "SLUICE_MODEL": "nvidia/N",
                    "PUBLIC_KEY": f"{HOST_KEY} dana\n{HOST_KEY} erik",
                },
            )
        self.done(self.terraform("instant-cluster", "destroy", "-auto-approve", "-input=false", "-no-color"))
        self.assertEqual((self.runpod.clusters, self.runpod.volumes), ({}, {}))

    def test_a_head_in_place_of_another_changes_no_worker(self) -> None:
        self.ready("pods", running={"e1": "NVIDIA A100-SXM4-80GB"})
        self.done(self.terraform("pods", "apply", "-auto-approve", "-input=false", "-no-color"))
        before = self.runpod.named("sluice-e1")["id"], self.runpod.named("sluice-head")["id"]
        self.done(self.terraform("pods", "apply", "-auto-approve", "-input=false", "-no-color", "-replace=module.head.runpod_pod.head"))
        self.assertEqual(self.runpod.named("sluice-e1")["id"], before[0])
        self.assertNotEqual(self.runpod.named("sluice-head")["id"], before[1])
        self.assertEqual(self.runpod.resets, [])

    def test_takes_no_host_whose_driver_is_too_old_for_the_image(self) -> None:
        self.runpod.gpus[SMALL]["cuda"] = "12.4"
        self.ready("pods")
        run = self.terraform("pods", "apply", "-auto-approve", "-input=false", "-no-color")
        self.assertIn("no instances available", run.stdout + run.stderr)
        self.ready("pods", min_cuda_version="12.4")
        self.done(self.terraform("pods", "apply", "-auto-approve", "-input=false", "-no-color"))

    def test_a_pod_that_was_taken_over_is_not_replaced(self) -> None:
        self.ready("pods")
        self.done(self.terraform("pods", "apply", "-auto-approve", "-input=false", "-no-color"))
        address, id_ = "module.head.runpod_pod.head", self.runpod.named("sluice-head")["id"]
        self.done(self.terraform("pods", "state", "rm", address))
        self.done(self.terraform("pods", "import", "-input=false", "-no-color", address, id_))
        self.done(self.terraform("pods", "apply", "-auto-approve", "-input=false", "-no-color"))
        self.assertEqual(self.runpod.named("sluice-head")["id"], id_)

    def test_a_worker_joins_the_head_over_global_networking_and_publishes_nothing(self) -> None:
        self.ready("pods", running={"e1": "NVIDIA A100-SXM4-80GB"})
        self.done(self.terraform("pods", "apply", "-auto-approve", "-input=false", "-no-color"))
        pods = {body["name"]: body for body in self.runpod.bodies if "gpu" in body}
        worker = pods["sluice-e1"]
        self.assertEqual(worker["env"], {"ROLE": "worker", "SLUICE_CLUSTER": "sluice", "SLUICE_NODE_NAME": "e1", "SLUICE_VOLUME": "/workspace"})
        self.assertEqual((worker["ports"], worker["globalNetworking"], worker["dataCenterIds"]), ([], True, ["US-KS-2"]))
        self.assertEqual((pods["sluice-head"]["ports"], pods["sluice-head"]["env"]["ROLE"]), (["22/tcp"], "head"))

    def test_the_head_knows_whose_certificates_to_accept_and_which_model_to_serve(self) -> None:
        self.ready("pods", admin_keys=[HOST_KEY], user_ca=f"{HOST_KEY} sluice signer", model="nvidia/NVIDIA-Nemotron-3-Nano-30B-A3B-BF16")
        self.done(self.terraform("pods", "apply", "-auto-approve", "-input=false", "-no-color"))
        head = next(pod for pod in self.runpod.pods.values() if pod["name"] == "sluice-head")
        self.assertEqual(
            head["env"],
            {
                "ROLE": "head",
                "SLUICE_CLUSTER": "sluice",
                "SLUICE_NODE_NAME": "head",
                "SLUICE_VOLUME": "/workspace",
                "SLUICE_USER_CA": f"{HOST_KEY} sluice signer",
                "SLUICE_MODEL": "nvidia/NVIDIA-Nemotron-3-Nano-30B-A3B-BF16",
                "PUBLIC_KEY": HOST_KEY,
            },
        )

    def test_the_head_has_no_address_before_it_runs_and_one_afterwards(self) -> None:
        self.runpod.looks_a_step = 50
        self.ready("pods")
        self.done(self.terraform("pods", "apply", "-auto-approve", "-input=false", "-no-color"))
        self.assertIsNone(json.loads(self.done(self.terraform("pods", "output", "-json")))["head"]["value"]["ssh"])
        self.runpod.looks_a_step = 1
        self.done(self.terraform("pods", "apply", "-refresh-only", "-auto-approve", "-input=false", "-no-color"))
        told = json.loads(self.done(self.terraform("pods", "output", "-json")))
        self.assertEqual(told["head"]["value"]["ssh"], {"host": "127.0.0.1", "port": 34446})
        self.assertIn("unsuitable", told["network"]["value"]["sentence"])

    def test_no_state_and_no_output_has_the_key(self) -> None:
        self.ready("pods")
        self.done(self.terraform("pods", "apply", "-auto-approve", "-input=false", "-no-color"))
        self.assertNotIn("test-key", (self.root / "environments" / "pods" / "terraform.tfstate").read_text())
