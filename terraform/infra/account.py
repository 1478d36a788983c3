"""What the RunPod account holds under an environment's name, and what of it costs."""

from __future__ import annotations

import time
from dataclasses import dataclass, replace
from typing import Any, Callable

from .api import Api, ApiRefused
from .cost import Cost, StoragePrices
from .settings import Settings


SSH = "22/tcp"


@dataclass(frozen=True)
class Pod:
    """A pod as the API tells it.

    `node` is its name without the environment's, `kept_disk` the gigabytes of its own disk that outlive a stop (network
    volumes and the container's disk are not among them), `direct` where its sshd answers from outside while it runs.
    """

    id: str
    node: str
    status: str
    gpu: str
    gpu_count: int
    cost: float | None
    kept_disk: int
    since: str | None
    ports: tuple[str, ...]
    direct: tuple[str, int] | None

    @property
    def publishes_ssh(self) -> bool:
        return SSH in self.ports


@dataclass(frozen=True)
class Cluster:
    """An Instant Cluster: its pods, the id of the first one once it is placed, and where that one's sshd answers."""

    id: str
    pods: list[Pod]
    primary: str | None
    direct: tuple[str, int] | None


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
            _pod(pod, str(pod["name"])[len(prefix) :])
            for pod in listed
            if str(pod.get("name", "")).startswith(prefix) and pod.get("status") != "TERMINATED"
        ]

    def pods_of(self, node: str) -> list[Pod]:
        return [pod for pod in self.pods() if pod.node == node]

    def heads(self) -> list[Pod]:
        """The head's pod, in an Instant Cluster its first one; more than one where somebody made another of its name."""
        if self._settings.cluster is None:
            return self.pods_of("head")
        return [self._primary(cluster) for cluster in self.clusters() if cluster.pods]

    def terminate(self, pod: Pod) -> None:
        self._api.delete(f"/pods/{pod.id}")

    def clusters(self) -> list[Cluster]:
        answer = self._api.get("/clusters")
        ours = (cluster for cluster in answer.get("clusters", []) if cluster.get("name") == self._settings.name)
        return [there for cluster in ours if (there := self._cluster(cluster)) is not None]

    def remove(self, cluster: Cluster) -> None:
        self._api.delete(f"/clusters/{cluster.id}")

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
                costs.append(Cost(f"stopped pod {pod.node}, {pod.kept_disk} GB that it keeps", prices.stopped(pod.kept_disk)))
            else:
                costs.append(Cost(f"pod {pod.node} ({pod.gpu_count} x {pod.gpu or 'no GPU'}, {pod.status.lower()})", pod.cost))
        for cluster in self.clusters():
            costs += [Cost(f"Instant Cluster {self._settings.name}, {pod.node} ({pod.gpu_count} x {pod.gpu}, {pod.status.lower()})", pod.cost) for pod in cluster.pods]
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
        """As `await_pods`, for the pods of a node."""
        return await_pods(lambda: self.pods_of(node), reached, seconds, every, told)

    def _cluster(self, cluster: dict[str, Any]) -> Cluster | None:
        """None where it has gone since it was listed."""
        try:
            answer = self._api.get(f"/clusters/{cluster.get('id')}/pods")
        except ApiRefused as refused:
            if refused.status != 404:
                raise
            return None
        pods = [_pod(pod, str(pod.get("name", ""))) for pod in answer.get("pods", [])]
        primary = cluster.get("primary") or {}
        host, _, port = str(primary.get("sshEndpoint", "")).rpartition(":")
        return Cluster(str(cluster.get("id", "")), pods, primary.get("podId"), (host, int(port)) if host and port.isdigit() else None)

    @staticmethod
    def _primary(cluster: Cluster) -> Pod:
        """Before it is placed any of them stands for it, since all are alike; none of them is reached yet."""
        pod = next((pod for pod in cluster.pods if pod.id == cluster.primary), cluster.pods[0])
        return replace(pod, direct=cluster.direct)


def await_pods(
    look: Callable[[], list[Pod]],
    reached: Callable[[list[Pod]], bool],
    seconds: float,
    every: float = 5.0,
    told: Callable[[str], None] = lambda words: None,
) -> list[Pod]:
    """Looks until it is so or the time is over; the last look is what comes back. `told` hears each new status."""
    until = time.monotonic() + seconds
    last = None
    while True:
        pods = look()
        status = pods[0].status if pods else "absent"
        if status != last:
            told(status)
            last = status
        if reached(pods) or time.monotonic() >= until:
            return pods
        time.sleep(every)


def _pod(pod: dict[str, Any], node: str) -> Pod:
    gpu = pod.get("gpu") or {}
    direct = (pod.get("ssh") or {}).get("direct")
    kept = ((pod.get("mounts") or {}).get("persistent") or {}).get("size")
    return Pod(
        id=str(pod.get("id", "")),
        node=node,
        status=str(pod.get("status", "")),
        gpu=str(gpu.get("id", "")),
        gpu_count=int(gpu.get("count", 0)),
        cost=pod.get("cost"),
        kept_disk=int(kept or 0),
        since=pod.get("startedAt") or pod.get("createdAt"),
        ports=tuple(str(port) for port in pod.get("ports") or ()),
        direct=(str(direct["host"]), int(direct["port"])) if isinstance(direct, dict) else None,
    )
