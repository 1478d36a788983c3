"""What of the account is an environment's own, and what of it costs."""

from __future__ import annotations

from infra.account import Account
from infra.cost import Cost, StoragePrices, table, total
from tests.fake_runpod import A100
from tests.situations import Situation


class AccountTests(Situation):
    def setUp(self) -> None:
        super().setUp()
        self.account = Account(self.api, self.write())

    def test_sees_no_pod_that_is_called_otherwise(self) -> None:
        self.runpod.put_pod("sluice-e1")
        self.runpod.put_pod("somebody-else")
        self.runpod.put_pod("sluice")
        self.assertEqual([pod.node for pod in self.account.pods()], ["e1"])

    def test_lists_what_costs_with_its_price(self) -> None:
        self.runpod.put_pod("sluice-e1")
        self.runpod.put_pod("sluice-e2", status="EXITED")
        self.api.post("/network-volumes", {"name": "sluice", "size": 200, "dataCenter": "US-KS-2"})
        costs = self.account.costs()
        self.assertEqual(
            [(cost.what, cost.per_hour) for cost in costs],
            [
                ("pod e1 (4 x NVIDIA A100-SXM4-80GB, running)", 7.16),
                ("stopped pod e2, 20 GB that it keeps", 0.0055),
                ("network volume sluice, 200 GB", 0.0192),
            ],
        )

    def test_a_cluster_that_goes_while_it_is_looked_at_is_none(self) -> None:
        self.api.post("/clusters", {"name": "sluice", "type": "TRAINING", "compute": {"gpuTypeId": A100, "gpuCountPerPod": 8, "podCount": 2}})
        self.assertEqual(len(self.account.costs()), 2)
        self.runpod.break_next("GET", "/v2/clusters/", 404)
        self.assertEqual(self.account.costs(), [])

    def test_waits_until_a_pod_runs_and_tells_each_status_once(self) -> None:
        self.runpod.looks_a_step = 2
        self.runpod.put_pod("sluice-e1", status="PROVISIONING")
        told: list[str] = []
        pods = self.account.await_node("e1", lambda pods: bool(pods) and pods[0].status == "RUNNING", 20, 0.01, told.append)
        self.assertEqual(pods[0].status, "RUNNING")
        self.assertEqual(told, ["PROVISIONING", "STARTING", "RUNNING"])


class CostTests(Situation):
    def test_what_a_volume_has_above_a_terabyte_is_cheaper(self) -> None:
        prices = StoragePrices()
        self.assertEqual([prices.volume(size, "STANDARD") for size in (1000, 2000)], [0.0959, 0.1644])
        self.assertIsNone(prices.volume(200, "HIGH_PERFORMANCE"))

    def test_a_containers_disk_costs_while_its_pod_runs_and_a_kept_disk_twice_as_much_when_it_is_stopped(self) -> None:
        prices = StoragePrices()
        self.assertEqual((prices.disk(730), prices.stopped(730)), (0.1, 0.2))

    def test_what_nobody_told_is_not_known_and_the_sum_says_so(self) -> None:
        costs = [Cost("one", 1.0), Cost("another", None)]
        self.assertEqual(total(costs), (1.0, False))
        text = table(costs)
        self.assertRegex(text, r"another +not known +not known +not known")
        self.assertRegex(text, r"without what is not known +\$1\.000 +\$24\.00 +\$730\.00")
