"""The contract of the provisioner, by running `provision` as the daemon does, over Terraform and a fake RunPod."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import time
from pathlib import Path
from typing import Any

from tests.fake_runpod import A100, A100_PCIE, H100
from tests.situations import Situation

HERE = Path(__file__).resolve().parents[1]
PRETENDED = HERE / "tests" / "pretended_terraform.py"
REAL = os.environ.get("INFRA_TEST_TERRAFORM", "")
DEADLINE = 120.0


class Answer(list):
    """The lines that came, and the exit status."""

    def __init__(self, text: str, status: int, errors: str = "") -> None:
        super().__init__(json.loads(line) for line in text.splitlines())
        self.status, self.errors = status, errors

    def of(self, line: str) -> list[dict[str, Any]]:
        return [each for each in self if each["line"] == line]

    def last(self) -> dict[str, Any]:
        return self[-1]


class ProvisionSituation(Situation):
    """An environment whose head runs. With INFRA_TEST_TERRAFORM it is the real Terraform, else the pretended one."""

    def setUp(self) -> None:
        super().setUp()
        root = self.directory
        shutil.copytree(HERE / "modules", root / "modules")
        self.directory = root / "environments" / "pods"
        shutil.copytree(HERE / "environments" / "pods", self.directory, ignore=shutil.ignore_patterns(".*", "*.auto.*", "terraform.tfvars.json"))
        self.write()
        self.environment = {
            **os.environ,
            "RUNPOD_API_KEY": "test-key",
            "RUNPOD_API_BASE_URL": self.runpod.url,
            "SLUICE_ENVIRONMENT": str(self.directory),
            "SLUICE_LOOK_EVERY_SECONDS": "0.02",
            "SLUICE_START_WITHIN_SECONDS": "20",
            "TERRAFORM": REAL or str(PRETENDED),
        }
        self.deploy()

    def deploy(self) -> None:
        for words in (["init", "-input=false"], ["plan", "-input=false", "-out=first.plan"], ["apply", "-input=false", "-json", "first.plan"]):
            subprocess.run(
                [self.environment["TERRAFORM"], *words],
                cwd=self.directory, env=self.environment, check=True, capture_output=True, timeout=DEADLINE,
            )  # fmt: skip
        self.assertEqual(self.runpod.names(), ["sluice-head"])

    def provision(self, verb: str, asked: Any = None, **changed: str) -> Answer:
        done = subprocess.run(
            [str(HERE / "provision"), verb],
            input=json.dumps({} if asked is None else asked), env={**self.environment, **changed},
            capture_output=True, text=True, timeout=DEADLINE, cwd="/",
        )  # fmt: skip
        return Answer(done.stdout, done.returncode, done.stderr)

    def token(self, *nodes: str) -> str:
        answer = self.provision("plan", {"start": list(nodes)})
        self.assertEqual(answer.last()["line"], "plan", answer)
        return str(answer.last()["plan"])

    def states(self) -> dict[str, str]:
        return {line["node"]: line["state"] for line in self.provision("status").of("worker")}

    def started(self, *nodes: str) -> None:
        answer = self.provision("apply", {"plan": self.token(*nodes)})
        self.assertEqual(answer.last(), {"line": "applied"}, answer)


class ProvisionTests(ProvisionSituation):
    def test_tells_every_worker_its_price_and_what_costs_besides(self) -> None:
        answer = self.provision("status")
        self.assertEqual(answer.status, 0)
        self.assertEqual(
            [(line["node"], line["state"], line["price_per_hour"]) for line in answer.of("worker")],
            [("e1", "absent", 7.16), ("e2", "absent", 7.16), ("e3", "absent", 7.98)],
        )
        costs = {line["what"]: line["price_per_hour"] for line in answer.of("cost")}
        self.assertEqual(costs["network volume sluice, 200 GB"], 0.0192)
        self.assertIn(0.25, costs.values())
        self.assertRegex(answer.last()["at"], r"^20\d\d-\d\d-\d\dT\d\d:\d\d:\d\dZ$")

    def test_tells_where_the_head_answers_and_tells_it_anew_after_a_reset(self) -> None:
        def told(looks: int = 0) -> list[dict[str, Any]]:
            for _ in range(looks):
                self.api.get("/pods")
            return self.provision("status").of("head")

        self.assertEqual(told(looks=3), [{"line": "head", "host": "127.0.0.1", "port": 34446}])
        self.runpod.looks_a_step = 1000
        self.runpod.reset("sluice-head")
        self.assertEqual(told(), [{"line": "head", "host": None, "port": None, "words": "the head's pod is starting"}])
        self.runpod.looks_a_step = 1
        self.assertEqual(told(looks=3), [{"line": "head", "host": "127.0.0.1", "port": 34447}])
        self.runpod.named("sluice-head")["status"] = "EXITED"
        self.assertEqual(told()[0]["words"], "the head's pod is stopped")
        self.runpod.put_pod("sluice-head")
        self.assertIn("there are 2 pods of the head's name", told()[0]["words"])
        self.runpod.pods.clear()
        self.assertEqual(told(), [])

    def test_plans_with_the_price_of_what_is_in_stock(self) -> None:
        self.runpod.gpus[A100]["stock"] = "NONE"
        answer = self.provision("plan", {"start": ["e1", "e3"]})
        self.assertEqual(
            [(line["node"], line["price_per_hour"], line.get("instead_of")) for line in answer.of("change")],
            [("e1", 6.76, "A100 SXM"), ("e3", 7.98, None)],
        )
        self.assertEqual(answer.of("change")[0]["title"], "4 x A100 PCIe")
        self.assertEqual((answer.last()["line"], answer.last()["price_per_hour"]), ("plan", 14.74))
        self.assertEqual(self.runpod.names(), ["sluice-head"])

    def test_starts_what_was_planned_and_tells_how_it_goes(self) -> None:
        answer = self.provision("apply", {"plan": self.token("e1", "e2")})
        self.assertEqual(answer.status, 0, answer)
        self.assertEqual([line["node"] for line in answer.of("started")], ["e1", "e2"])
        self.assertIn("the pod is being created", [line["words"] for line in answer.of("progress") if line["node"] == "e1"])
        self.assertEqual(self.runpod.names(), ["sluice-e1", "sluice-e2", "sluice-head"])
        self.assertEqual(self.states(), {"e1": "running", "e2": "running", "e3": "absent"})

    def test_the_same_plan_again_starts_nothing_twice(self) -> None:
        token = self.token("e1")
        self.provision("apply", {"plan": token})
        answer = self.provision("apply", {"plan": token})
        self.assertEqual(answer, [{"line": "started", "node": "e1"}, {"line": "applied"}])
        self.assertEqual(self.runpod.names(), ["sluice-e1", "sluice-head"])

    def test_a_second_plan_leaves_what_runs_as_it_is(self) -> None:
        self.started("e1")
        self.runpod.gpus[A100]["stock"] = "NONE"
        before = {pod["name"]: pod["id"] for pod in self.runpod.pods.values()}
        self.started("e2")
        after = {pod["name"]: pod["id"] for pod in self.runpod.pods.values()}
        self.assertEqual({name: after[name] for name in before}, before)
        self.assertEqual(self.runpod.pods[after["sluice-e2"]]["gpu"]["id"], A100_PCIE)

    def test_refuses_to_plan_what_is_there_or_what_nobody_knows(self) -> None:
        self.started("e1")
        for asked, words in (
            ({"start": ["e1"]}, "e1 is there already"),
            ({"start": ["e9"]}, "not a worker of this provisioner; known are: e1, e2, e3"),
            ({"start": []}, "Give start as a list"),
            ({}, "Give start as a list"),
        ):
            with self.subTest(words):
                answer = self.provision("plan", asked)
                self.assertEqual((answer.status, answer.last()["line"]), (1, "refused"))
                self.assertIn(words, answer.last()["why"])

    def test_refuses_a_plan_when_nothing_is_in_stock(self) -> None:
        for gpu in (A100, A100_PCIE, H100):
            self.runpod.gpus[gpu]["stock"] = "NONE"
        answer = self.provision("plan", {"start": ["e1"]})
        self.assertEqual(answer.last()["line"], "refused")
        self.assertIn("Try later, or add a GPU", answer.last()["why"])

    def test_refuses_workers_without_a_head(self) -> None:
        self.runpod.pods.clear()
        answer = self.provision("plan", {"start": ["e1"]})
        self.assertIn("Run `make deploy` first", answer.last()["why"])

    def test_refuses_an_unknown_token_and_one_that_is_no_token(self) -> None:
        for token in ("0" * 32, "../../etc/passwd", None, 7):
            answer = self.provision("apply", {"plan": token})
            self.assertEqual(answer, [{"line": "refused", "why": "This plan is not known. Ask for a new one."}])

    def test_refuses_a_plan_that_is_too_old(self) -> None:
        token = self.token("e1")
        file = self.directory / ".provision" / "plans" / f"{token}.json"
        kept = json.loads(file.read_text())
        file.write_text(json.dumps({**kept, "valid_until": time.time() - 1}))
        self.assertIn("older than 15 minutes", self.provision("apply", {"plan": token}).last()["why"])
        self.assertEqual(self.runpod.names(), ["sluice-head"])

    def test_refuses_a_plan_whose_price_has_risen(self) -> None:
        token = self.token("e1")
        self.runpod.gpus[A100]["price"] = 2.0
        self.assertIn("e1 costs $8.00 an hour by now, not $7.16", self.provision("apply", {"plan": token}).last()["why"])
        self.assertEqual(self.runpod.names(), ["sluice-head"])

    def test_fails_in_runpods_words_when_the_stock_goes_between_plan_and_apply(self) -> None:
        token = self.token("e1")
        self.runpod.gpus[A100]["stock"] = "NONE"
        answer = self.provision("apply", {"plan": token})
        self.assertEqual((answer.status, answer.last()["line"], answer.last()["node"]), (1, "failed", "e1"))
        self.assertIn("no instances available", answer.last()["why"])
        self.assertEqual(json.loads((self.directory / "running.auto.tfvars.json").read_text()), {"running": {}})

    def test_what_failed_does_not_start_behind_the_back_of_another_plan(self) -> None:
        token = self.token("e1")
        self.runpod.gpus[A100]["stock"] = "NONE"
        self.provision("apply", {"plan": token})
        self.runpod.gpus[A100]["stock"] = "HIGH"
        self.started("e3")
        self.assertEqual(self.runpod.names(), ["sluice-e3", "sluice-head"])

    def test_one_of_two_that_fails_leaves_the_other_and_the_same_plan_goes_on_later(self) -> None:
        token = self.token("e1", "e3")
        self.runpod.gpus[H100]["stock"] = "NONE"
        self.assertEqual(self.provision("apply", {"plan": token}).last()["node"], "e3")
        self.assertEqual(self.runpod.names(), ["sluice-e1", "sluice-head"])
        self.runpod.gpus[H100]["stock"] = "HIGH"
        self.assertEqual(self.provision("apply", {"plan": token}).last(), {"line": "applied"})
        self.assertEqual(self.runpod.names(), ["sluice-e1", "sluice-e3", "sluice-head"])

    def test_a_pod_that_ends_instead_of_running_is_told(self) -> None:
        token = self.token("e1")
        self.runpod.looks_a_step = 1000
        answer = self.provision("apply", {"plan": token}, SLUICE_START_WITHIN_SECONDS="0.3")
        self.assertEqual((answer.last()["line"], answer.last()["node"]), ("failed", "e1"))
        self.assertIn("did not start within", answer.last()["why"])

    def test_a_pod_outside_of_the_state_is_lost_and_a_pod_that_went_away_is_absent(self) -> None:
        self.started("e1")
        self.runpod.put_pod("sluice-e2")
        states = self.provision("status").of("worker")
        self.assertEqual([line["state"] for line in states], ["running", "lost", "absent"])
        self.assertIn("not in Terraform's state", states[1]["words"])
        self.assertEqual(states[1]["price_per_hour"], 7.16)
        gone = next(id_ for id_, pod in self.runpod.pods.items() if pod["name"] == "sluice-e1")
        del self.runpod.pods[gone]
        self.assertEqual(self.states(), {"e1": "absent", "e2": "lost", "e3": "absent"})

    def test_a_pod_that_stopped_by_itself_is_lost_because_it_costs(self) -> None:
        self.started("e1")
        for pod in self.runpod.pods.values():
            if pod["name"] == "sluice-e1":
                pod["status"] = "EXITED"
        line = self.provision("status").of("worker")[0]
        self.assertEqual((line["state"], line["words"]), ("lost", "the pod is exited; stop it so that it costs nothing"))

    def test_stops_one_and_tells_what_still_costs(self) -> None:
        self.started("e1", "e2")
        answer = self.provision("destroy", {"nodes": ["e1"]})
        self.assertEqual(answer.status, 0, answer)
        self.assertEqual(answer.of("stopped"), [{"line": "stopped", "node": "e1"}])
        self.assertIn("network volume sluice, 200 GB", [line["what"] for line in answer.of("cost")])
        self.assertEqual(answer.last(), {"line": "destroyed"})
        self.assertEqual(self.runpod.names(), ["sluice-e2", "sluice-head"])

    def test_everything_means_every_worker_and_not_the_head(self) -> None:
        self.started("e1", "e3")
        answer = self.provision("destroy", {"everything": True})
        self.assertEqual([line["node"] for line in answer.of("stopped")], ["e1", "e2", "e3"])
        self.assertEqual(self.runpod.names(), ["sluice-head"])

    def test_stopping_takes_what_is_lost_with_it(self) -> None:
        self.runpod.put_pod("sluice-e2")
        self.runpod.put_pod("sluice-e2", status="ERROR")
        self.assertEqual(self.provision("destroy", {"nodes": ["e2"]}).last(), {"line": "destroyed"})
        self.assertEqual(self.runpod.names(), ["sluice-head"])

    def test_what_is_absent_counts_as_stopped(self) -> None:
        self.assertEqual(self.provision("destroy", {"nodes": ["e1"]}).of("stopped"), [{"line": "stopped", "node": "e1"}])

    def test_a_plan_is_worth_nothing_after_its_worker_was_stopped(self) -> None:
        token = self.token("e1")
        self.runpod.gpus[A100]["stock"] = "NONE"
        self.provision("apply", {"plan": token})
        self.provision("destroy", {"nodes": ["e1"]})
        self.runpod.gpus[A100]["stock"] = "HIGH"
        self.assertIn("was withdrawn", self.provision("apply", {"plan": token}).last()["why"])
        self.started("e1")
        self.assertIn("is there already", self.provision("plan", {"start": ["e1"]}).last()["why"])

    def test_refuses_two_pods_of_one_name_and_makes_no_third(self) -> None:
        token = self.token("e1")
        self.runpod.put_pod("sluice-e1")
        self.runpod.put_pod("sluice-e1")
        self.assertIn("There are 2 pods called sluice-e1", self.provision("apply", {"plan": token}).last()["why"])
        self.assertEqual(self.states()["e1"], "lost")

    def test_takes_over_a_pod_that_an_unclear_creation_left(self) -> None:
        token = self.token("e1")
        id_ = self.runpod.put_pod("sluice-e1", volume=next(iter(self.runpod.volumes)))
        answer = self.provision("apply", {"plan": token})
        self.assertEqual(answer.last(), {"line": "applied"}, answer)
        self.assertIn(f"its pod {id_} exists already and is taken over", [line["words"] for line in answer.of("progress")])
        self.assertEqual(self.runpod.names(), ["sluice-e1", "sluice-head"])
        self.assertEqual(self.states()["e1"], "running")

    def test_says_that_runpod_does_not_answer(self) -> None:
        answer = self.provision("status", RUNPOD_API_BASE_URL="http://127.0.0.1:9")
        self.assertEqual((answer.status, answer.last()["line"]), (1, "failed"))
        self.assertIn("did not answer", answer.last()["why"])

    def test_says_that_there_is_no_key(self) -> None:
        answer = self.provision("status", RUNPOD_API_KEY="")
        self.assertIn("RUNPOD_API_KEY is not set", answer.last()["why"])

    def test_says_what_is_wrong_with_its_variables(self) -> None:
        file = self.directory / "terraform.tfvars.json"
        file.write_text(json.dumps({**json.loads(file.read_text()), "workers": {"e1": "b200"}}))
        self.assertIn("workers.e1 names the kind b200", self.provision("status").last()["why"])

    def test_says_that_the_request_is_no_object(self) -> None:
        self.assertEqual(self.provision("plan", ["e1"]).last()["line"], "refused")

    def test_tells_the_key_to_nobody(self) -> None:
        token = self.token("e1")
        answer = self.provision("apply", {"plan": token})
        said = json.dumps(answer) + answer.errors
        kept = "".join(file.read_text(errors="replace") for file in self.directory.rglob("*") if file.is_file() and ".terraform/" not in str(file))
        self.assertNotIn("test-key", said + kept)
