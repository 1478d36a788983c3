"""The fake API is as strict as the published one: what the modules and programs got wrong once fails here."""

from __future__ import annotations

from typing import Any

from infra.api import ApiRefused
from tests.fake_runpod import A100, ELSEWHERE, HERE
from tests.situations import Situation

POD: dict[str, Any] = {"name": "a", "image": "x:1", "gpu": {"id": A100, "count": 1}}
CLUSTER: dict[str, Any] = {"name": "c", "type": "TRAINING", "image": "x:1", "compute": {"gpuTypeId": A100, "gpuCountPerPod": 8, "podCount": 2}}


class FakeRunPodTests(Situation):
    def refused(self, status: int, path: str, body: dict[str, Any]) -> str:
        with self.assertRaises(ApiRefused) as refused:
            self.api.post(path, body)
        self.assertEqual(refused.exception.status, status)
        return str(refused.exception)

    def looked_at(self, path: str) -> Any:
        for _ in range(4):
            last = self.api.get(path)
        return last

    def test_a_pod_has_an_endpoint_only_while_it_runs_and_publishes_22(self) -> None:
        closed, open_ = (self.api.post("/pods", {**POD, "ports": ports})["id"] for ports in (["8888/http"], ["22/tcp"]))
        self.assertIsNone(self.api.get(f"/pods/{open_}")["ssh"]["direct"])
        self.assertEqual(self.looked_at(f"/pods/{open_}")["ssh"]["direct"]["port"], 34446)
        told = self.looked_at(f"/pods/{closed}")
        self.assertEqual((told["status"], told["ssh"]["direct"]), ("RUNNING", None))

    def test_each_reset_gives_another_port_and_a_change_of_variables_is_one(self) -> None:
        id_ = self.api.post("/pods", {**POD, "ports": ["22/tcp"], "env": {"A": "1"}})["id"]
        self.looked_at(f"/pods/{id_}")
        for number, change in enumerate(({"name": "b"}, {"env": {"A": "1"}}, {"env": {"A": "2"}}, {"image": "x:2"}), 1):
            self.api._call("PATCH", f"/pods/{id_}", change)
            self.assertEqual(self.looked_at(f"/pods/{id_}")["ssh"]["direct"]["port"], 34446 + max(0, number - 2))
        self.api.post(f"/pods/{id_}/action", {"action": "restart"})
        self.assertEqual(self.looked_at(f"/pods/{id_}")["ssh"]["direct"]["port"], 34449)
        self.assertEqual(self.runpod.resets, ["b"] * 3)

    def test_a_cluster_has_an_endpoint_only_where_its_pods_publish_22(self) -> None:
        made = [self.api.post("/clusters", {**CLUSTER, "ports": ports}) for ports in ([], ["22/tcp"])]
        self.assertNotIn("primary", made[1])
        closed, open_ = (cluster["id"] for cluster in made)
        self.assertNotIn("sshEndpoint", self.looked_at(f"/clusters/{closed}")["primary"])
        self.assertEqual(self.looked_at(f"/clusters/{open_}")["primary"]["sshEndpoint"], "127.0.0.1:34446")
        self.assertEqual(self.api.get("/pods")["pods"], [])
        self.assertEqual(len(self.api.get("/pods", includeClusterPods="true")["pods"]), 4)
        self.assertEqual([pod["cost"] for pod in self.api.get(f"/clusters/{open_}/pods")["pods"]], [14.32, 14.32])

    def test_a_pod_of_a_cluster_cannot_be_changed_alone(self) -> None:
        self.api.post("/clusters", CLUSTER)
        (first, _) = self.runpod.pods
        for call in (lambda: self.api.delete(f"/pods/{first}"), lambda: self.api._call("PATCH", f"/pods/{first}", {"name": "x"})):
            with self.assertRaises(ApiRefused) as refused:
                call()
            self.assertEqual(refused.exception.status, 409)

    def test_says_which_field_is_wrong(self) -> None:
        wrong: dict[str, tuple[str, dict[str, Any]]] = {
            "/interruptible: unknown property": ("/pods", {**POD, "interruptible": True}),
            "/name: is required": ("/pods", {**POD, "name": ""}),
            "/ports: must be like 22/tcp": ("/pods", {**POD, "ports": ["22"]}),
            "/env: must be texts": ("/pods", {**POD, "env": {"A": 1}}),
            "/env: at most 50": ("/pods", {**POD, "env": {f"V{number}": "" for number in range(51)}}),
            "/gpu/type: unknown property": ("/pods", {**POD, "gpu": {"id": A100, "type": "x"}}),
            "/mounts/network: must be one": ("/pods", {**POD, "mounts": {"network": [{"volumeId": "v"}]}}),
            "/registry: unknown property": ("/clusters", {**CLUSTER, "registry": "mine"}),
            "/type: must be one of": ("/clusters", {**CLUSTER, "type": "TRAIN"}),
            "/podCount: must be a whole number from 2 to 250": ("/clusters", {**CLUSTER, "compute": {**CLUSTER["compute"], "podCount": 1}}),
            "/size: must be a whole number from 10 to 4096": ("/network-volumes", {"name": "v", "size": 5, "dataCenter": HERE}),
        }
        for words, (path, body) in wrong.items():
            with self.subTest(words):
                self.assertIn(words, self.refused(422, path, body))

    def test_places_a_pod_only_beside_its_volume_and_on_a_driver_that_is_new_enough(self) -> None:
        volume = self.api.post("/network-volumes", {"name": "v", "size": 10, "dataCenter": ELSEWHERE})["id"]
        beside = {"mounts": {"network": [{"volumeId": volume, "path": "/workspace"}]}, "dataCenterIds": [HERE]}
        for path, body in (("/pods", {**POD, **beside}), ("/clusters", {**CLUSTER, **beside})):
            self.assertIn("no instances available", self.refused(400, path, body))
        self.runpod.gpus[A100]["cuda"] = "12.4"
        self.assertEqual(self.api.post("/pods", POD)["cudaVersion"], "12.4")
        self.assertIn("no instances available", self.refused(400, "/pods", {**POD, "gpu": {"id": A100, "count": 1, "minCudaVersion": "12.8"}}))
