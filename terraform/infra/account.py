"""What the RunPod account holds under an environment's name, and what of it costs."""

from __future__ import annotations

import time
from dataclasses import dataclass
from typing import Any, Callable

from .api import Api
from .cost import Cost, StoragePrices
from .settings import Settings


@dataclass(frozen=True)
class Pod:
    """A pod as the API tells it; `node` is its name without the environment's."""

    id: str
    node: str
    status: str
    gpu: str
    gpu_count: int
    cost: float | None
    disk: int
    since: str | None
    direct: tuple[str, int] | None
    internal: str | None


class Account:
    """The account behind one key, seen through one environment's name: other people's pods are never touched."""

    def __init__(self, api: Api, settings: Settings) -> None:
        self._api, self._settings = api, settings

    def pods(self) -> list[Pod]:
        """Those that are called `NAME-...`, without what is terminated already."""
        prefix = self._settings.name + "-"
        answer = self._api.get("/pods")
        listed = answer.get("pods", []) if isinstance(answer, dict) else []
        return [
            _pod(pod, prefix)
            for pod in listed
            if str(pod.get("name", "")).startswith(prefix) and pod.get("status") != "TERMINATED"
        ]

    def pods_of(self, node: str) -> list[Pod]:
        return [pod for pod in self.pods() if pod.node == node]

    def terminate(self, pod: Pod) -> None:
        self._api.delete(f"/pods/{pod.id}")

    def clusters(self) -> list[dict[str, Any]]:
        answer = self._api.get("/clusters")
        return [cluster for cluster in answer.get("clusters", []) if cluster.get("name") == self._settings.name]

    def volumes(self) -> list[dict[str, Any]]:
        answer = self._api.get("/network-volumes")
        return [volume for volume in answer.get("networkVolumes", []) if volume.get("name") == self._settings.name]

    def log(self, pod_id: str, seconds: float) -> list[str]:
        return list(self._api.log_lines(f"/pods/{pod_id}/logs?source=container&tail=5000", seconds))

    def costs(self, besides: tuple[str, ...] = ()) -> list[Cost]:
        """All that costs under this name, but the pods of the nodes in `besides`."""
        prices = StoragePrices()
        costs = []
        for pod in self.pods():
            if pod.node in besides:
                continue
            if pod.status == "EXITED":
                costs.append(Cost(f"disk of the stopped pod {pod.node}, {pod.disk} GB", prices.disk(pod.disk, stopped=True)))
            else:
                costs.append(Cost(f"pod {pod.node} ({pod.gpu_count} x {pod.gpu or 'no GPU'}, {pod.status.lower()})", pod.cost))
        for cluster in self.clusters():
            compute = cluster.get("compute", {})
            words = f"Instant Cluster {cluster.get('name')}: {compute.get('podCount')} pods of {compute.get('gpuCountPerPod')} x {compute.get('gpuTypeId')}"
            costs.append(Cost(words, None))
        for volume in self.volumes():
            size, type_ = int(volume.get("size", 0)), str(volume.get("type", "STANDARD"))
            costs.append(Cost(f"network volume {volume.get('name')}, {size} GB", prices.volume(size, type_)))
        return costs

    def await_node(
        self,
        node: str,
        reached: Callable[[list[Pod]], bool],
        seconds: float,
        every: float = 5.0,
        told: Callable[[str], None] = lambda words: None,
    ) -> list[Pod]:
        """Looks until it is so or the time is over; the last look is what comes back. `told` hears each new status."""
        until = time.monotonic() + seconds
        last = None
        while True:
            pods = self.pods_of(node)
            status = pods[0].status if pods else "absent"
            if status != last:
                told(status)
                last = status
            if reached(pods) or time.monotonic() >= until:
                return pods
            time.sleep(every)


def _pod(pod: dict[str, Any], prefix: str) -> Pod:
    gpu = pod.get("gpu") or {}
    direct = (pod.get("ssh") or {}).get("direct")
    networking = pod.get("globalNetworking") or {}
    return Pod(
        id=str(pod.get("id", "")),
        node=str(pod["name"])[len(prefix) :],
        status=str(pod.get("status", "")),
        gpu=str(gpu.get("id", "")),
        gpu_count=int(gpu.get("count", 0)),
        cost=pod.get("cost"),
        disk=int(pod.get("disk") or 0),
        since=pod.get("startedAt") or pod.get("createdAt"),
        direct=(str(direct["host"]), int(direct["port"])) if isinstance(direct, dict) else None,
        internal=networking.get("internalDns"),
    )
